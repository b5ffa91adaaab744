// The body of a status update.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty::json {

// Reads one key of a status update into `update`, its refusals included. False when it is none of them.
bool read_status_key(std::string_view name, simdjson::dom::element value, StatusUpdate& update);

// Reads the bytes of a PUT. What is wrong with single keys is gathered in StatusUpdate::refused, to be told with what
// else is refused, and only once it is known that the user exists (§5's order). Errors: kMalformedJson, kBodyTooLarge.
Result<StatusUpdate> parse_status_update(std::string_view body);

}  // namespace onduty::json
