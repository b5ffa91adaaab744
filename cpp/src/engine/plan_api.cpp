#include "onduty/plan_api.h"

#include <limits>
#include <utility>

#include "domain/request_text.h"
#include "json/plan_answer.h"
#include "json/plan_request.h"

namespace onduty {
namespace {

constexpr std::int64_t kNobodys = 0;  // neither change sets nor entries have this id

template <class Request>
Request with_call(Request request, const PlanCall& call) {
  request.origin = call.origin;
  request.refused.merge(call.refused);
  request.idempotency = call.idempotency;
  return request;
}

}  // namespace

Result<PlanRequest> read_plan_call(const PlanCall& call, std::string_view body) {
  auto request = json::parse_plan(body);
  if (!request.ok()) return request;
  return with_call(std::move(request).value(), call);
}

Result<ApplyRequest> read_apply_call(const PlanCall& call, std::string_view body) {
  auto request = json::parse_apply(body);
  if (!request.ok()) return request;
  request.value().plan = Uuid::parse(call.id).value_or(Uuid());
  return with_call(std::move(request).value(), call);
}

Result<UndoRequest> read_undo_call(UndoRequest::Kind kind, const PlanCall& call, std::string_view body) {
  auto request = json::parse_undo(body);
  if (!request.ok()) return request;
  request.value().kind = kind;
  request.value().id = domain::parse_number(call.id).value_or(kNobodys);
  return with_call(std::move(request).value(), call);
}

Result<PlanRequest> read_plan(std::string_view json) {
  return json::parse_plan(json, std::numeric_limits<std::size_t>::max());
}

Result<Answer> plan_answer(const Account& account, std::string_view id, const std::optional<std::string>& after,
                           const ParamErrors& refused) {
  PlanQuery query{0, kPlanPageSize, refused};
  if (after) {
    const auto number = domain::parse_number(*after);
    if (!number) query.refused.add("after", "must be the meta.next of an earlier answer");
    query.after = number.value_or(0);
  }
  const auto plan = account.plan(Uuid::parse(id).value_or(Uuid()), query);
  if (!plan.ok()) return plan.error();
  return Answer{json::plan_answer(plan.value()), std::nullopt, 200, false};
}

}  // namespace onduty
