// Files with a line of JSON for each thing.
#pragma once

#include <string>
#include <string_view>

#include "json/document.h"
#include "onduty/result.h"

namespace onduty::json {

// Whether it stands for nothing.
bool is_blank_line(std::string_view line);

// The object on a line; the error's message is for a text to go on with that has named the line.
// Errors: kMalformedJson, kBodyTooLarge (over 64 KiB).
Result<simdjson::dom::object> parse_line(DocumentParser& parser, std::string_view line);

}  // namespace onduty::json
