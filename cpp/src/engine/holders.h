// The people who have a custom status assigned.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "domain/status_decision.h"
#include "onduty/instant.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"
#include "store/status_store.h"

namespace onduty::engine {

using Holder = std::pair<Uuid, domain::UserState>;

// Takes their custom status from all of them, because `destroyer` destroys it, with an entry of the history for each
// (C3). REQUIRES: in a write transaction; the states are those that are stored.
void unassign(store::StatusStore& statuses, const std::vector<Holder>& holders, const Origin& destroyer,
              const std::optional<std::int64_t>& change_set_id, Instant now);

}  // namespace onduty::engine
