#include "engine/custom_status_change.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/random_uuid.h"
#include "domain/custom_status_draft.h"
#include "engine/holders.h"
#include "engine/refusals.h"

namespace onduty::engine {
namespace {

using Row = store::CustomStatusRow;

domain::CustomStatusLook look_of(const Row& row) { return {row.name, row.name_folded, row.emoji}; }

Row with_look(Row row, domain::CustomStatusLook look) {
  row.name = std::move(look.name);
  row.name_folded = std::move(look.name_folded);
  row.emoji = std::move(look.emoji);
  return row;
}

ParamErrors refusals_of(const CustomStatusRequest& request) {
  ParamErrors refused;
  refuse_bad_origin(request.origin, refused);
  refuse_bad_idempotency(request.origin, request.idempotency, refused);
  return refused;
}

// The look that the request asks for, unless it is refused or the name is not free.
Result<domain::CustomStatusLook> decide_look(store::Session& session, std::int64_t account_id,
                                             const CustomStatusRequest& request, const std::optional<Row>& before) {
  ParamErrors refused = refusals_of(request);
  const auto look_before = before ? std::optional(look_of(*before)) : std::nullopt;
  auto look = domain::apply_draft(request.draft, look_before, refused);
  const bool is_other_name = !look.name.empty() && (!before || look.name_folded != before->name_folded);
  if (is_other_name && session.custom_statuses().is_name_taken(account_id, look.name_folded)) {
    refused.add("name", "is the name of another custom status");
  }
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  return look;
}

Result<CustomStatusOutcome> create(store::Session& session, std::int64_t account_id, const CustomStatusRequest& request,
                                   Instant now) {
  auto look = decide_look(session, account_id, request, std::nullopt);
  if (!look.ok()) return std::move(look).error();
  Row row = with_look(Row(), std::move(look).value());
  row.uuid = base::random_uuid();
  row.created_at = now;
  row.updated_at = now;
  session.custom_statuses().create(account_id, row);
  return CustomStatusOutcome{true, store::details_of(row)};
}

Result<CustomStatusOutcome> update(store::Session& session, std::int64_t account_id, const CustomStatusRequest& request,
                                   const Row& before, Instant now) {
  auto look = decide_look(session, account_id, request, before);
  if (!look.ok()) return std::move(look).error();
  if (look.value() == look_of(before)) return CustomStatusOutcome{false, store::details_of(before)};
  Row after = with_look(before, std::move(look).value());
  after.updated_at = std::max(now, before.updated_at);
  session.custom_statuses().change(after);
  return CustomStatusOutcome{true, store::details_of(after)};
}

Result<CustomStatusOutcome> destroy(store::Session& session, std::int64_t account_id,
                                    const CustomStatusRequest& request, Row row, Instant now) {
  ParamErrors refused = refusals_of(request);
  refused.merge(request.draft.refused);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  const std::vector<Holder> holders = session.custom_statuses().holders(row.id);
  if (!holders.empty()) {
    Origin origin = request.origin;
    origin.way = Way::kDestroyed;
    const std::int64_t change_set_id = session.changes().insert_set(account_id, now, origin, std::nullopt);
    unassign(session.statuses(), holders, origin, change_set_id, now);
  }
  row.destroyed_at = now;
  session.custom_statuses().destroy(row);
  return CustomStatusOutcome{true, store::details_of(row)};
}

}  // namespace

Result<CustomStatusOutcome> change_custom_status(store::Session& session, std::int64_t account_id,
                                                 const CustomStatusRequest& request, Instant now) {
  if (request.kind == CustomStatusRequest::Kind::kCreate) return create(session, account_id, request, now);
  const auto row = session.custom_statuses().find(account_id, request.id);
  if (!row) return Error::of(ErrorCode::kCustomStatusNotFound);
  if (request.kind == CustomStatusRequest::Kind::kDestroy) return destroy(session, account_id, request, *row, now);
  return update(session, account_id, request, *row, now);
}

}  // namespace onduty::engine
