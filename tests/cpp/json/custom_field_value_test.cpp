#include "json/custom_field_value.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

using Kind = domain::CustomFieldValue::Kind;

class CustomFieldValueTest : public ::testing::Test {
 protected:
  DocumentValue value(const std::string& json) {
    EXPECT_EQ(parser_.parse(json).get(root_), simdjson::SUCCESS) << json;
    return {root_, domain::DocumentPlace().key("zip"), problems_};
  }

  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
  ParamErrors problems_;
};

TEST_F(CustomFieldValueTest, C5KeepsStringsNumbersAndListsOfStringsAsMinifiedJson) {
  EXPECT_EQ(read_custom_field_value(value(R"("a \"b\"")")),
            (domain::CustomFieldValue{Kind::kText, "a \"b\"", {}, R"("a \"b\"")"}));
  EXPECT_EQ(read_custom_field_value(value(" 12 ")), (domain::CustomFieldValue{Kind::kNumber, "", {}, "12"}));
  EXPECT_EQ(read_custom_field_value(value("-1.5")), (domain::CustomFieldValue{Kind::kNumber, "", {}, "-1.5"}));
  EXPECT_EQ(read_custom_field_value(value(R"([ "a" , "b" ])")),
            (domain::CustomFieldValue{Kind::kList, "", {"a", "b"}, R"(["a","b"])"}));
  EXPECT_TRUE(problems_.empty());
}

TEST_F(CustomFieldValueTest, C5RefusesEverythingElse) {
  for (const char* json : {"true", "{}", "[1]", R"(["a", null])", R"([["a"]])"}) {
    problems_ = {};
    EXPECT_EQ(read_custom_field_value(value(json)), std::nullopt) << json;
    ASSERT_EQ(problems_.entries().size(), 1u) << json;
    EXPECT_EQ(problems_.entries()[0],
              (ParamErrors::Entry{"/zip", {"must be a string, a number or a list of strings"}}));
  }
}

TEST_F(CustomFieldValueTest, C5NullAndTheEmptyStringClear) {
  EXPECT_TRUE(clears_custom_field(value("null").element()));
  EXPECT_TRUE(clears_custom_field(value("\"\"").element()));
  EXPECT_FALSE(clears_custom_field(value("\" \"").element()));
  EXPECT_FALSE(clears_custom_field(value("[]").element()));
  EXPECT_FALSE(clears_custom_field(value("0").element()));
}

}  // namespace
}  // namespace onduty::json
