#include "onduty/catalogue_api.h"

#include <utility>

#include "json/custom_status_request.h"

namespace onduty {
namespace {

using Kind = CustomStatusRequest::Kind;

CustomStatusRequest request_of(Kind kind, const CustomStatusCall& call, CustomStatusDraft draft) {
  CustomStatusRequest request;
  request.kind = kind;
  // Nobody has the nil uuid. What is unknown is told by the writer, after what has to be told first (§5).
  request.id = Uuid::parse(call.id).value_or(Uuid());
  request.draft = std::move(draft);
  request.draft.refused.merge(call.refused);
  request.origin = call.origin;
  request.idempotency = call.idempotency;
  return request;
}

Result<CustomStatusRequest> read_body(Kind kind, const CustomStatusCall& call, std::string_view body) {
  auto draft = json::parse_custom_status_draft(body);
  if (!draft.ok()) return std::move(draft).error();
  return request_of(kind, call, std::move(draft).value());
}

}  // namespace

Result<CustomStatusRequest> read_create_call(const CustomStatusCall& call, std::string_view body) {
  return read_body(Kind::kCreate, call, body);
}

Result<CustomStatusRequest> read_change_call(const CustomStatusCall& call, std::string_view body) {
  return read_body(Kind::kUpdate, call, body);
}

CustomStatusRequest read_destroy_call(const CustomStatusCall& call) { return request_of(Kind::kDestroy, call, {}); }

}  // namespace onduty
