// Doing what a plan says, to whom nothing was done since (Q4).
#pragma once

#include <cstdint>

#include "engine/change_set_outcome.h"
#include "onduty/instant.h"
#include "onduty/plan.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// All of it is one transaction, so that a plan is applied once or not at all, whatever ends the process meanwhile.
// Writes nothing when it gives an error: kNotFound, kInvalidParams, kPlanApplied, kPlanExpired, kPlanOutdated.
// REQUIRES: in a write transaction.
Result<ChangeSetOutcome> apply_plan(store::Session& session, std::int64_t account_id, const ApplyRequest& request,
                                    Instant now);

// Whether it is too old.
bool is_expired(const store::PlanRow& plan, Instant now);

}  // namespace onduty::engine
