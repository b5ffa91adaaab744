// The body that tells how long people were in which status (Q3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onduty/time_in_status.h"

namespace onduty::json {

// {"rows": [{"bucket", "user_uuid"?, "team_uuid"?, "available"?, "custom_status"?, "duration_ms", "share"}], "meta":
// {"start", "end", "time_zone"}}. REQUIRES: a label for each bucket of the query.
std::string time_in_status_answer(const TimeInStatus& report, const TimeInStatusQuery& query,
                                  const std::vector<std::string>& bucket_labels, std::string_view time_zone);

}  // namespace onduty::json
