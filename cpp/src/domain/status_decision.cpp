#include "domain/status_decision.h"

#include <algorithm>

#include "domain/request_text.h"

namespace onduty::domain {
namespace {

bool asks_for_nothing(const StatusUpdate& update) {
  return !update.available && update.custom_status.kind == CustomStatusUpdate::Kind::kKeep && !update.hand_off.asks();
}

bool matches(const IfVersion& condition, std::int64_t version) {
  return condition.any ||
         std::find(condition.versions.begin(), condition.versions.end(), version) != condition.versions.end();
}

// The custom status after the update; a reference that leads nowhere is added to `refused`.
std::optional<std::int64_t> decide_custom_status(const UserState& before, const CustomStatusUpdate& update,
                                                 const Catalogue& catalogue, ParamErrors& refused) {
  switch (update.kind) {
    case CustomStatusUpdate::Kind::kKeep:
      return before.custom_status_id;
    case CustomStatusUpdate::Kind::kClear:
      return std::nullopt;
    case CustomStatusUpdate::Kind::kAssign:
      break;
  }
  const auto found = catalogue.find_custom_status(update.id);
  if (!found) refused.add("custom_status_uuid", "is not a custom status of this account");
  return found;
}

ParamErrors refusals(const Uuid& user, const StatusUpdate& update) {
  ParamErrors refused = update.refused;
  refused.merge(update.hand_off.refused);
  if (update.user && *update.user != user) refused.add("uuid", "is not the user whom the update is for");
  const auto reason_against = update.reason ? reason_problem(*update.reason) : std::nullopt;
  if (reason_against) refused.add("reason", *reason_against);
  if (refused.empty() && asks_for_nothing(update)) {
    refused.add("body",
                "must ask for something: at least one of available, custom_status_uuid, assigned_user, team_uuid, "
                "tags, custom_fields, bot_status");
  }
  return refused;
}

}  // namespace

Result<StatusDecision> decide_status(const UserState& before, const Uuid& user, const StatusUpdate& update,
                                     const std::optional<IfVersion>& if_version, const Catalogue& catalogue,
                                     Instant now) {
  ParamErrors refused = refusals(user, update);
  const auto custom_status_id = decide_custom_status(before, update.custom_status, catalogue, refused);
  std::optional<ContactChange> hand_off;
  if (update.hand_off.asks()) {
    hand_off = resolve_contact_update(update.hand_off, ContactUpdateKind::kHandOff, catalogue, refused);
  }
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  if (if_version && !matches(*if_version, before.version)) {
    return Error::with_message(
        ErrorCode::kPreconditionFailed,
        "The status has version \"" + std::to_string(before.version) + "\", which is not asked for.");
  }

  StatusDecision decision{before, false, std::move(hand_off)};
  const Instant at = std::max(now, before.last_at());  // U11
  if (update.available && *update.available != before.available) {
    decision.after.available = *update.available;
    decision.after.available_at = at;
    decision.changed = true;
  }
  if (custom_status_id != before.custom_status_id) {
    decision.after.custom_status_id = custom_status_id;
    decision.after.custom_status_at = at;
    decision.changed = true;
  }
  if (decision.changed) ++decision.after.version;
  return decision;
}

}  // namespace onduty::domain
