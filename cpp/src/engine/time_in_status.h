// Reading how long people were in which status (Q3).
#pragma once

#include <cstdint>

#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/time_in_status.h"
#include "store/session.h"

namespace onduty::engine {

// Errors: kInvalidParams, kClosed (it was stopped). REQUIRES: in a read transaction.
Result<TimeInStatus> measure_time_in_status(store::Session& session, std::int64_t account_id,
                                            const TimeInStatusQuery& query, Instant now);

}  // namespace onduty::engine
