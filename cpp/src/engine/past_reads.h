// Reads of how things stood (Q2).
#pragma once

#include <cstdint>

#include "onduty/past.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// Error: kInvalidParams, which names a team that the account does not have too.
Result<AsOf> read_as_of(store::Session& session, std::int64_t account_id, const AsOfQuery& query, Instant now);

}  // namespace onduty::engine
