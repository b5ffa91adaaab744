// The custom fields of contacts: their types, and which values fit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text_rule.h"
#include "onduty/contact_update.h"

namespace onduty::domain {

enum class CustomFieldType : std::uint8_t {
  kText,      // a string, of several lines too
  kEmail,     // a string
  kNumber,    // a JSON number, or a string that spells a decimal number
  kDate,      // a string, 2026-03-03
  kDropdown,  // a string, one of the options
  kCheckbox,  // a list of strings, each one of the options
};

std::string_view custom_field_type_name(CustomFieldType type);                      // "text", …
std::optional<CustomFieldType> custom_field_type_from_name(std::string_view name);  // the opposite
std::string custom_field_type_names();                                              // "text, email, …", for messages

// Whether fields of the type have a list of options to choose from.
bool has_options(CustomFieldType type);

struct CustomField {
  CustomFieldType type = CustomFieldType::kText;
  std::vector<std::string> options;

  friend bool operator==(const CustomField&, const CustomField&) = default;
};

using onduty::CustomFieldValue;

inline constexpr TextRule kCustomFieldTextRule{.characters_max = 10'000, .required = false, .many_lines = true};

// Why the value does not fit the field (C5), for a person; nothing when it fits.
std::optional<std::string> custom_field_problem(const CustomField& field, const CustomFieldValue& value);

}  // namespace onduty::domain
