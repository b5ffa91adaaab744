// Plans, and what was changed by them, as JSON (Q4, Q5).
#pragma once

#include <string>

#include "onduty/change_set.h"
#include "onduty/plan.h"

namespace onduty::json {

// {"plan": {"id", "expires_at", "counts", "items"}, "meta": {"next"}}
std::string plan_answer(const Plan& plan);

// {"change_set": {"id", "applied", "unchanged", "skipped", "notes"?}}
std::string change_set_answer(const ChangeSet& change_set);

// An object of reasons by parameter.
std::string reasons_text(const ParamErrors& params);

}  // namespace onduty::json
