// The rules of a status update, as a pure function.
#pragma once

#include <optional>

#include "domain/catalogue.h"
#include "domain/contact_decision.h"
#include "domain/user_state.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty::domain {

struct StatusDecision {
  UserState after;
  bool changed = false;  // then after differs from before and belongs in the history, at after.last_at()
  std::optional<ContactChange> hand_off;  // for every contact that is assigned to the user
};

// Decides one update (S2 to S9, U1 to U5, U7, U11, H1). Every parameter at fault is named in one error, before the
// precondition is looked at. Errors: kInvalidParams, kPreconditionFailed.
Result<StatusDecision> decide_status(const UserState& before, const Uuid& user, const StatusUpdate& update,
                                     const std::optional<IfVersion>& if_version, const Catalogue& catalogue,
                                     Instant now);

}  // namespace onduty::domain
