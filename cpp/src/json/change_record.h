// A StatusChange as text, for the library's own idempotent calls.
#pragma once

#include <string>
#include <string_view>

#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty::json {

std::string write_change_record(const StatusChange& change);

// The change that write_change_record() wrote. Error: kStorageUnavailable for other text.
Result<StatusChange> parse_change_record(std::string_view text);

}  // namespace onduty::json
