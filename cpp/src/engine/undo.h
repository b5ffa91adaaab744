// Taking back what was changed, where nobody touched it since (Q5).
#pragma once

#include <cstdint>

#include "engine/change_set_outcome.h"
#include "onduty/change_set.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// Writes nothing when it gives an error: kNotFound, kInvalidParams. REQUIRES: in a write transaction.
Result<ChangeSetOutcome> undo(store::Session& session, std::int64_t account_id, const UndoRequest& request,
                              Instant now);

}  // namespace onduty::engine
