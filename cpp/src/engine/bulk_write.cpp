#include "engine/bulk_write.h"

#include <utility>

#include "engine/hand_off.h"

namespace onduty::engine {
namespace {

using Outcome = BulkResult::Outcome;

BulkResult refusal(const BulkUpdate& update, Error error) {
  return {update.user, Outcome::kRefused, 0, std::make_shared<const Error>(std::move(error))};
}

// REQUIRES: the update names no user, or cannot be read.
Error why_unreadable(const BulkUpdate& update) {
  if (update.extras && update.extras->unreadable) return *update.extras->unreadable;
  ParamErrors refused;
  if (update.extras) {
    refused.merge(update.extras->refused);
    refused.merge(update.extras->hand_off.refused);
  }
  if (refused.empty()) refused.add("uuid", "is required");
  return Error::invalid_params(std::move(refused));
}

}  // namespace

std::optional<std::int64_t> RememberingCatalogue::find_custom_status(const Uuid& id) const {
  const auto [place, is_new] = custom_statuses_.try_emplace(id);
  if (is_new) place->second = asked_.find_custom_status(id);
  return place->second;
}

BulkWrite::BulkWrite(store::Session& session, std::int64_t account_id, const BulkOptions& options,
                     std::optional<std::int64_t> change_set_id, Instant now)
    : session_(session),
      account_id_(account_id),
      options_(options),
      origin_(options.origin()),
      now_(now),
      catalogue_(session.directory(), account_id),
      change_set_id_(change_set_id) {}

BulkResult BulkWrite::apply(BulkUpdate& update) {
  if (!update.user || (update.extras && update.extras->unreadable)) return refusal(update, why_unreadable(update));
  if (update.extras) return apply_with_extras(update);
  plain_.available = update.available;
  plain_.custom_status = update.custom_status;
  plain_.reason.swap(update.reason);
  return decide_and_write(update, plain_, std::nullopt);
}

BulkResult BulkWrite::apply_with_extras(BulkUpdate& update) {
  StatusUpdate asked;
  asked.available = update.available;
  asked.custom_status = update.custom_status;
  asked.reason = std::move(update.reason);
  asked.hand_off = std::move(update.extras->hand_off);
  asked.refused = std::move(update.extras->refused);
  return decide_and_write(update, asked, update.extras->if_version);
}

BulkResult BulkWrite::decide_and_write(const BulkUpdate& update, const StatusUpdate& asked,
                                       const std::optional<IfVersion>& if_version) {
  const auto before = session_.statuses().find(account_id_, *update.user);
  if (!before) return refusal(update, Error::of(ErrorCode::kUserNotFound));
  auto decision = domain::decide_status(*before, *update.user, asked, if_version, catalogue_, now_);
  if (!decision.ok()) return refusal(update, std::move(decision).error());
  const bool changed = write(*update.user, *before, decision.value(), asked);
  return {update.user, changed ? Outcome::kChanged : Outcome::kUnchanged, decision.value().after.version, nullptr};
}

bool BulkWrite::write(const Uuid& user, const domain::UserState& before, const domain::StatusDecision& decision,
                      const StatusUpdate& asked) {
  bool changed = decision.changed;
  if (decision.hand_off) {
    const auto contacts = session_.changes().contacts_of(before.user_id);
    const auto change_set = [this] { return ensure_change_set(); };
    if (change_contacts(session_, before.user_id, contacts, *decision.hand_off, change_set)) changed = true;
  }
  if (decision.changed) {
    const auto& reason = asked.reason ? asked.reason : options_.reason;
    session_.statuses().record(before, decision, origin_, reason, ensure_change_set(), &revisions_);
    changed_.emplace_back(UserKey{account_id_, user}, decision.after);
  }
  return changed;
}

std::int64_t BulkWrite::ensure_change_set() {
  if (!change_set_id_) change_set_id_ = session_.changes().insert_set(account_id_, now_, origin_, options_.reason);
  return *change_set_id_;
}

}  // namespace onduty::engine
