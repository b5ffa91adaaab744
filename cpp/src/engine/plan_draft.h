// Working a plan out, which writes nothing (Q4).
#pragma once

#include <cstdint>
#include <vector>

#include "onduty/instant.h"
#include "onduty/plan.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// A plan as it is shown, and as it is kept: an item and a row each user, in the same order.
struct PlanDraft {
  PlanCounts counts;
  std::vector<PlanItem> items;
  std::vector<store::PlanItemRow> rows;
};

// Error: kInvalidParams, which names everything that is refused, that of `set` by its place in the request.
Result<PlanDraft> draft_plan(store::Session& session, std::int64_t account_id, const PlanRequest& request, Instant now);

}  // namespace onduty::engine
