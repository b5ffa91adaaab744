// The body of a POST or PUT of the catalogue (C8).
#pragma once

#include <string_view>

#include "onduty/catalogue.h"
#include "onduty/result.h"

namespace onduty::json {

// Reads `name` and `emoji`. What is wrong with single keys is gathered in CustomStatusDraft::refused.
// Errors: kMalformedJson, kBodyTooLarge.
Result<CustomStatusDraft> parse_custom_status_draft(std::string_view body);

}  // namespace onduty::json
