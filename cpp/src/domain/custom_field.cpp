#include "domain/custom_field.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "domain/duplicates.h"
#include "domain/email.h"

namespace onduty::domain {
namespace {

constexpr std::array<std::pair<CustomFieldType, std::string_view>, 6> kTypeNames{{
    {CustomFieldType::kText, "text"},
    {CustomFieldType::kEmail, "email"},
    {CustomFieldType::kNumber, "number"},
    {CustomFieldType::kDate, "date"},
    {CustomFieldType::kDropdown, "dropdown"},
    {CustomFieldType::kCheckbox, "checkbox"},
}};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// Takes the digits at the front of `text` away and tells whether there were any.
bool take_digits(std::string_view& text) {
  const std::size_t size_before = text.size();
  while (!text.empty() && is_digit(text.front())) {
    text.remove_prefix(1);
  }
  return text.size() < size_before;
}

bool take(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool spells_number(std::string_view text) {
  take(text, "-");
  if (!take_digits(text)) return false;
  if (take(text, ".") && !take_digits(text)) return false;
  if (take(text, "eE")) {
    take(text, "+-");
    return take_digits(text) && text.empty();
  }
  return text.empty();
}

// How many digits stand before the point of a number that is written out, or minus how many zeros follow it.
std::int64_t magnitude(std::string_view number) {
  const std::size_t exponent_at = std::min(number.find_first_of("eE"), number.size());
  std::string_view exponent_text = number.substr(std::min(exponent_at + 1, number.size()));
  take(exponent_text, "+");
  std::int64_t exponent = 0;
  const auto read = std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  constexpr std::int64_t kHuge = 1'000'000'000'000;
  if (read.ec == std::errc::result_out_of_range) exponent = exponent_text.front() == '-' ? -kHuge : kHuge;
  const std::string_view mantissa = number.substr(0, exponent_at);
  const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return -kHuge;
  const auto digit = static_cast<std::int64_t>(first);
  return exponent + point - (digit < point ? digit : digit - 1);
}

// Whether a double can hold it: what is too small for one is 0 in it, as it is for a JSON number. REQUIRES:
// spells_number(text).
bool is_finite(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec != std::errc::result_out_of_range || magnitude(text) <= 0;
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    number = number * 10 + (digit - '0');
  }
  return number;
}

bool spells_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  const bool has_form =
      text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](char character, char form) {
        return form == '0' ? is_digit(character) : character == form;
      });
  if (!has_form) return false;
  const std::chrono::year_month_day date{std::chrono::year(number_of(text.substr(0, 4))),
                                         std::chrono::month(static_cast<unsigned>(number_of(text.substr(5, 2)))),
                                         std::chrono::day(static_cast<unsigned>(number_of(text.substr(8, 2))))};
  return date.ok();
}

bool is_option(const CustomField& field, const std::string& text) {
  return std::find(field.options.begin(), field.options.end(), text) != field.options.end();
}

bool are_options(const CustomField& field, const std::vector<std::string>& items) {
  return std::all_of(items.begin(), items.end(), [&](const std::string& item) { return is_option(field, item); });
}

bool has_duplicates(const std::vector<std::string>& items) {
  return !find_duplicates({items.begin(), items.end()}).empty();
}

// The first few, so that a field with many options does not make thousands of endless messages.
std::string told_options(const CustomField& field) {
  constexpr std::size_t kToldMax = 5;
  const std::size_t told = std::min(field.options.size(), kToldMax);
  std::string text;
  for (std::size_t index = 0; index < told; ++index) text += (index == 0 ? "" : ", ") + field.options[index];
  if (field.options.size() > told) text += " and " + std::to_string(field.options.size() - told) + " more";
  return text;
}

std::optional<std::string> problem_unless(bool fits, const char* problem) {
  return fits ? std::nullopt : std::optional<std::string>(problem);
}

std::optional<std::string> text_value_problem(const CustomFieldValue& value) {
  if (value.kind != CustomFieldValue::Kind::kText) return "must be a string";
  return text_problem(value.text, kCustomFieldTextRule);
}

std::optional<std::string> dropdown_problem(const CustomField& field, const CustomFieldValue& value) {
  if (value.kind == CustomFieldValue::Kind::kText && is_option(field, value.text)) return std::nullopt;
  return "must be one of the field's options: " + told_options(field);
}

std::optional<std::string> checkbox_problem(const CustomField& field, const CustomFieldValue& value) {
  if (has_duplicates(value.items)) return "must not have an option twice";
  if (value.kind == CustomFieldValue::Kind::kList && are_options(field, value.items)) return std::nullopt;
  return "must be a list of the field's options: " + told_options(field);
}

}  // namespace

std::string_view custom_field_type_name(CustomFieldType type) {
  const auto* found =
      std::find_if(kTypeNames.begin(), kTypeNames.end(), [&](auto& entry) { return entry.first == type; });
  return found->second;
}

std::optional<CustomFieldType> custom_field_type_from_name(std::string_view name) {
  for (const auto& [type, type_name] : kTypeNames) {
    if (type_name == name) return type;
  }
  return std::nullopt;
}

std::string custom_field_type_names() {
  std::string text;
  for (const auto& [type, name] : kTypeNames) {
    text += text.empty() ? "" : ", ";
    text += name;
  }
  return text;
}

bool has_options(CustomFieldType type) {
  return type == CustomFieldType::kDropdown || type == CustomFieldType::kCheckbox;
}

std::optional<std::string> custom_field_problem(const CustomField& field, const CustomFieldValue& value) {
  const bool is_text = value.kind == CustomFieldValue::Kind::kText;
  switch (field.type) {
    case CustomFieldType::kText:
      return text_value_problem(value);
    case CustomFieldType::kEmail:
      return problem_unless(is_text && is_email(value.text), "must be an e-mail address");
    case CustomFieldType::kNumber:
      if (is_text && spells_number(value.text) && !is_finite(value.text)) return "is too large a number";
      return problem_unless(value.kind == CustomFieldValue::Kind::kNumber || (is_text && spells_number(value.text)),
                            "must be a number");
    case CustomFieldType::kDate:
      return problem_unless(is_text && spells_date(value.text), "must be a date such as 2026-03-03");
    case CustomFieldType::kDropdown:
      return dropdown_problem(field, value);
    case CustomFieldType::kCheckbox:
      return checkbox_problem(field, value);
  }
  return std::nullopt;
}

}  // namespace onduty::domain
