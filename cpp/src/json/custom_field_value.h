// A contact's value of a custom field, from JSON.
#pragma once

#include <optional>

#include "domain/custom_field.h"
#include "json/document_value.h"

namespace onduty::json {

// The value of a string, a number or a list of strings; nothing for any other. Whether it fits its field is not looked
// at.
std::optional<domain::CustomFieldValue> read_custom_field_value(simdjson::dom::element element);
// The same, refusing what is none.
std::optional<domain::CustomFieldValue> read_custom_field_value(const DocumentValue& value);

// Whether the value takes the field's value away: null, or "" (C5).
bool clears_custom_field(simdjson::dom::element element);

}  // namespace onduty::json
