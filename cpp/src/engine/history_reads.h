// Reads of the history (Q1).
#pragma once

#include <cstdint>
#include <vector>

#include "onduty/history.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "store/session.h"

namespace onduty::engine {

// Errors: kUserNotFound, kInvalidParams, which names a team that the account does not have too.
Result<std::vector<HistoryEntry>> read_history(store::Session& session, std::int64_t account_id,
                                               const HistoryQuery& query);

}  // namespace onduty::engine
