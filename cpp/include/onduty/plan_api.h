// Plans and undoing in the HTTP API: the parts of a request in, a request for Account or the bytes of the answer out.
//
//   auto request = onduty::read_plan_call(call, body);
//   if (request) account.answer_plan_async(std::move(request).value(), done);
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/account.h"
#include "onduty/answer.h"
#include "onduty/change_set.h"
#include "onduty/plan.h"
#include "onduty/result.h"

namespace onduty {

// A POST, as it came.
struct PlanCall {
  std::string id;  // from the path: of the plan, the change set, or the entry
  Origin origin;
  ParamErrors refused;                     // what the web layer has to refuse: query parameters, headers
  std::optional<Idempotency> idempotency;  // the header's key and what the request was (U8)
};

// What is wrong with single parameters comes out of the request itself, in the order that the API promises. A path that
// holds no id names what is not there. Errors: kMalformedJson, kBodyTooLarge.
Result<PlanRequest> read_plan_call(const PlanCall& call, std::string_view body);
Result<ApplyRequest> read_apply_call(const PlanCall& call, std::string_view body);
Result<UndoRequest> read_undo_call(UndoRequest::Kind kind, const PlanCall& call, std::string_view body);

// Reads what a plan is for and what it sets from JSON of any size, for callers of the library. Error: kMalformedJson.
Result<PlanRequest> read_plan(std::string_view json);

// GET of a plan; `after` is meta.next of an earlier answer. Errors: kNotFound, kInvalidParams, kPlanExpired.
Result<Answer> plan_answer(const Account& account, std::string_view id, const std::optional<std::string>& after,
                           const ParamErrors& refused);

}  // namespace onduty
