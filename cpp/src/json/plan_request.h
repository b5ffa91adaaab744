// The bodies of requests about plans and undoing (Q4, Q5).
#pragma once

#include <cstddef>
#include <string_view>

#include "onduty/change_set.h"
#include "onduty/plan.h"
#include "onduty/result.h"

namespace onduty::json {

inline constexpr std::size_t kPlanBodySizeMax = 8 * 1024 * 1024;  // bytes (E8)

// Reads {"where": {…}, "set": {…}}. What is wrong within them is named by its place, such as /where/users/3.
// Errors: kMalformedJson, kBodyTooLarge.
Result<PlanRequest> parse_plan(std::string_view body, std::size_t size_max = kPlanBodySizeMax);

// Reads {"atomic"?, "reason"?}; no body at all asks for nothing special. Errors: kMalformedJson, kBodyTooLarge.
Result<ApplyRequest> parse_apply(std::string_view body);

// Reads {"reason"?}, in the same way.
Result<UndoRequest> parse_undo(std::string_view body);

}  // namespace onduty::json
