// A bulk of updates, as JSON (Q6).
#pragma once

#include <string_view>
#include <vector>

#include "onduty/bulk.h"
#include "onduty/result.h"

namespace onduty::json {

inline constexpr std::size_t kBulkBodySizeMax = 8 * 1024 * 1024;  // bytes (E8)

struct BulkRequest {
  std::vector<BulkUpdate> updates;
  bool atomic = false;
  ParamErrors refused;  // what is wrong with the request as a whole
};

// Reads the body of a PUT of many statuses. What is wrong with single updates is kept with them.
// Errors: kMalformedJson, kBodyTooLarge.
Result<BulkRequest> parse_bulk(std::string_view body);

// Reads one update from a line of JSON, whose number is told in errors. What is wrong with it, be it no JSON, is kept
// with it.
BulkUpdate parse_bulk_line(std::string_view line, std::size_t number);

}  // namespace onduty::json
