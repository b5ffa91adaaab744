#include "domain/custom_field.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

CustomFieldValue text(std::string value) { return {CustomFieldValue::Kind::kText, std::move(value), {}, ""}; }
CustomFieldValue number() { return {CustomFieldValue::Kind::kNumber, "", {}, "1"}; }
CustomFieldValue list(std::vector<std::string> items) {
  return {CustomFieldValue::Kind::kList, "", std::move(items), ""};
}

bool fits(CustomFieldType type, const CustomFieldValue& value, std::vector<std::string> options = {}) {
  return !custom_field_problem({type, std::move(options)}, value);
}

TEST(CustomField, C5TypesHaveTheNamesOfTheDocument) {
  for (const auto type : {CustomFieldType::kText, CustomFieldType::kEmail, CustomFieldType::kNumber,
                          CustomFieldType::kDate, CustomFieldType::kDropdown, CustomFieldType::kCheckbox}) {
    EXPECT_EQ(custom_field_type_from_name(custom_field_type_name(type)), type);
  }
  EXPECT_EQ(custom_field_type_from_name("Text"), std::nullopt);
  EXPECT_EQ(custom_field_type_names(), "text, email, number, date, dropdown, checkbox");
}

TEST(CustomField, C5TextTakesStringsOfManyLines) {
  EXPECT_TRUE(fits(CustomFieldType::kText, text("")));
  EXPECT_TRUE(fits(CustomFieldType::kText, text("one\ntwo")));
  EXPECT_TRUE(fits(CustomFieldType::kText, text(std::string(10'000, 'a'))));
  EXPECT_FALSE(fits(CustomFieldType::kText, text(std::string(10'001, 'a'))));
  EXPECT_FALSE(fits(CustomFieldType::kText, text("\x01")));
  EXPECT_FALSE(fits(CustomFieldType::kText, number()));
  EXPECT_FALSE(fits(CustomFieldType::kText, list({"a"})));
}

TEST(CustomField, C5EmailTakesAddresses) {
  EXPECT_TRUE(fits(CustomFieldType::kEmail, text("jane@email.com")));
  EXPECT_FALSE(fits(CustomFieldType::kEmail, text("jane")));
  EXPECT_FALSE(fits(CustomFieldType::kEmail, number()));
}

TEST(CustomField, C5NumberTakesNumbersAndStringsThatSpellOne) {
  EXPECT_TRUE(fits(CustomFieldType::kNumber, number()));
  for (const char* spelling : {"0", "-1", "007", "3.14", "1e3", "-2.5E-7", "123456789012345678901234567890"}) {
    EXPECT_TRUE(fits(CustomFieldType::kNumber, text(spelling))) << spelling;
  }
}

TEST(CustomField, C5ANumberFitsAFiniteDouble) {
  const std::string digits(400, '9');
  for (const std::string& spelling :
       {std::string("1e400"), std::string("-1e309"), std::string("1e99999999999999999999"), digits, "-" + digits + ".5",
        std::string("0.001e312")}) {
    EXPECT_EQ(custom_field_problem({CustomFieldType::kNumber, {}}, text(spelling)), "is too large a number")
        << spelling;
  }
  for (const std::string& spelling :
       {std::string("1.7e308"), std::string("1e-400"), std::string("0e400"), std::string("-0.0e999"),
        std::string("1e-99999999999999999999"), "0." + std::string(400, '0') + "1", std::string("0.0001e311")}) {
    EXPECT_TRUE(fits(CustomFieldType::kNumber, text(spelling))) << spelling;
  }
}

TEST(CustomField, C5NumberTakesNoOtherString) {
  for (const char* spelling :
       {"", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "1,5", " 1", "1 ", "NaN", "inf", "1e3x"}) {
    EXPECT_FALSE(fits(CustomFieldType::kNumber, text(spelling))) << spelling;
  }
  EXPECT_FALSE(fits(CustomFieldType::kNumber, list({"1"})));
}

TEST(CustomField, C5DateTakesRealDates) {
  for (const char* date : {"2026-03-03", "2024-02-29", "2000-02-29", "1999-12-31"}) {
    EXPECT_TRUE(fits(CustomFieldType::kDate, text(date))) << date;
  }
  for (const char* date : {"2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-3-3", "20260303",
                           "2026-03-03T00:00:00Z", "2026/03/03", "", "03-03-2026"}) {
    EXPECT_FALSE(fits(CustomFieldType::kDate, text(date))) << date;
  }
  EXPECT_FALSE(fits(CustomFieldType::kDate, number()));
}

TEST(CustomField, C5DropdownTakesOneOfItsOptions) {
  EXPECT_TRUE(fits(CustomFieldType::kDropdown, text("Team"), {"Free", "Team"}));
  EXPECT_FALSE(fits(CustomFieldType::kDropdown, text("team"), {"Free", "Team"}));
  EXPECT_FALSE(fits(CustomFieldType::kDropdown, list({"Team"}), {"Free", "Team"}));
  EXPECT_FALSE(fits(CustomFieldType::kDropdown, text("")));
}

TEST(CustomField, C5CheckboxTakesAListOfItsOptions) {
  EXPECT_TRUE(fits(CustomFieldType::kCheckbox, list({}), {"a", "b"}));
  EXPECT_TRUE(fits(CustomFieldType::kCheckbox, list({"b", "a"}), {"a", "b"}));
  EXPECT_FALSE(fits(CustomFieldType::kCheckbox, list({"a", "c"}), {"a", "b"}));
  EXPECT_FALSE(fits(CustomFieldType::kCheckbox, text("a"), {"a", "b"}));
  EXPECT_EQ(custom_field_problem({CustomFieldType::kCheckbox, {"a"}}, list({"a", "a"})),
            "must not have an option twice");
}

TEST(CustomField, C5AMisfitIsToldWithTheFirstOptions) {
  EXPECT_EQ(custom_field_problem({CustomFieldType::kDropdown, {"a", "b"}}, text("c")),
            "must be one of the field's options: a, b");
  EXPECT_EQ(custom_field_problem({CustomFieldType::kDropdown, {"1", "2", "3", "4", "5", "6", "7"}}, text("c")),
            "must be one of the field's options: 1, 2, 3, 4, 5 and 2 more");
}

TEST(CustomField, OnlyDropdownAndCheckboxHaveOptions) {
  EXPECT_TRUE(has_options(CustomFieldType::kDropdown));
  EXPECT_TRUE(has_options(CustomFieldType::kCheckbox));
  EXPECT_FALSE(has_options(CustomFieldType::kText));
  EXPECT_FALSE(has_options(CustomFieldType::kDate));
}

}  // namespace
}  // namespace onduty::domain
