#include "engine/plan_draft.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "domain/document_place.h"
#include "domain/status_decision.h"
#include "engine/bulk_write.h"
#include "engine/planned_hand_off.h"
#include "engine/refusals.h"
#include "json/plan_answer.h"

namespace onduty::engine {
namespace {

using store::SelectedUser;
using store::UserSelection;

constexpr domain::DocumentPlace kWhere = domain::DocumentPlace().key("where");
constexpr domain::DocumentPlace kSet = domain::DocumentPlace().key("set");

UserSelection resolve(store::Session& session, std::int64_t account_id, const PlanSelection& where,
                      ParamErrors& refused) {
  UserSelection selection;
  selection.available = where.available;
  if (where.team) {
    selection.team_id = session.directory().find_team(account_id, *where.team);
    if (!selection.team_id) refused.add(kWhere.key("team").pointer(), "is not a team of this account");
  }
  selection.without_custom_status = where.custom_status.kind == CustomStatusUpdate::Kind::kClear;
  const std::string place = kWhere.key("custom_status").pointer();
  if (where.custom_status.kind == CustomStatusUpdate::Kind::kAssign && !refused.has(place)) {
    selection.custom_status_id = session.directory().find_custom_status(account_id, where.custom_status.id);
    if (!selection.custom_status_id) refused.add(place, "is not a custom status of this account");
  }
  return selection;
}

std::optional<SelectedUser> find_user(store::Session& session, std::int64_t account_id, const std::string& name) {
  if (!base::is_valid_utf8(name)) return std::nullopt;
  const auto uuid = Uuid::parse(name);
  return uuid ? session.selections().find(account_id, *uuid)
              : session.selections().find_by_email(account_id, base::fold(name));
}

// Those of the list to whom the rest applies, each once, in the list's order.
std::vector<SelectedUser> select_listed(store::Session& session, std::int64_t account_id,
                                        const std::vector<std::optional<std::string>>& names,
                                        const UserSelection& selection, ParamErrors& refused) {
  std::vector<SelectedUser> users;
  std::unordered_set<std::int64_t> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i]) continue;
    const auto user = find_user(session, account_id, *names[i]);
    if (!user) {
      refused.add(kWhere.key("users").item(i).pointer(), "is not a user of this account");
    } else if (session.selections().matches(*user, selection) && seen.insert(user->state.user_id).second) {
      users.push_back(*user);
    }
  }
  return users;
}

std::vector<SelectedUser> select(store::Session& session, std::int64_t account_id, const PlanSelection& where,
                                 ParamErrors& refused) {
  const UserSelection selection = resolve(session, account_id, where, refused);
  if (where.users) return select_listed(session, account_id, *where.users, selection, refused);
  return refused.empty() ? session.selections().select(account_id, selection) : std::vector<SelectedUser>();
}

// What is wrong with the update whoever it is for.
void refuse_bad_update(const StatusUpdate& update, const domain::Catalogue& catalogue, ParamErrors& refused) {
  const Uuid anybody = update.user.value_or(Uuid());
  const auto decision = domain::decide_status({}, anybody, update, std::nullopt, catalogue, {});
  if (decision.ok()) return;
  for (const auto& [param, reasons] : decision.error().params.entries()) {
    const std::string place = param == "body" ? "set" : kSet.key(param).pointer();
    for (const std::string& reason : reasons) refused.add(place, reason);
  }
}

// Works items out, one user after the other.
class Drafting {
 public:
  Drafting(store::Session& session, std::int64_t account_id, const StatusUpdate& set, Instant now)
      : session_(session), set_(set), now_(now), catalogue_(session.directory(), account_id) {}

  const domain::Catalogue& catalogue() const { return catalogue_; }

  void add(const SelectedUser& user) {
    auto decision = domain::decide_status(user.state, user.uuid, set_, std::nullopt, catalogue_, now_);
    PlanItem item;
    item.user = user.uuid;
    store::PlanItemRow row;
    row.user_id = user.state.user_id;
    row.version = user.state.version;
    if (!decision.ok()) item.errors = json::reasons_text(decision.error().params);
    const domain::UserState& after = decision.ok() ? decision.value().after : user.state;
    fill_statuses(user.state, after, item, row);
    if (decision.ok() && decision.value().hand_off) fill_contacts(*decision.value().hand_off, item, row);
    row.errors = item.errors;
    keep(std::move(item), std::move(row));
  }

  PlanDraft take() { return std::move(draft_); }

 private:
  using Revision = std::optional<store::CustomStatusRevision>;

  void fill_statuses(const domain::UserState& before, const domain::UserState& after, PlanItem& item,
                     store::PlanItemRow& row) {
    const Revision& revision_before = revision_of(before);
    item.before = recorded(before, revision_before);
    row.available_before = before.available;
    row.revision_before = revision_before ? std::optional(revision_before->id) : std::nullopt;
    const Revision& revision_after = revision_of(after);
    item.after = recorded(after, revision_after);
    row.available_after = after.available;
    row.revision_after = revision_after ? std::optional(revision_after->id) : std::nullopt;
  }

  void fill_contacts(const domain::ContactChange& change, PlanItem& item, store::PlanItemRow& row) {
    const std::vector<ContactMove> moves = moves_of(session_, row.user_id, change);
    for (const ContactMove& move : moves) item.contacts.push_back(move.row.uuid);
    row.contacts = planned(moves);
  }

  void keep(PlanItem item, store::PlanItemRow row) {
    const bool changes = item.before != item.after || !item.contacts.empty();
    if (item.errors) {
      item.outcome = PlanItem::Outcome::kRefused;
      ++draft_.counts.refused;
    } else if (changes) {
      item.outcome = PlanItem::Outcome::kChange;
      ++draft_.counts.change;
    } else {
      ++draft_.counts.unchanged;
    }
    draft_.counts.contacts += static_cast<std::int64_t>(item.contacts.size());
    draft_.items.push_back(std::move(item));
    draft_.rows.push_back(std::move(row));
  }

  const Revision& revision_of(const domain::UserState& state) {
    static const Revision kNone;
    if (!state.custom_status_id) return kNone;
    const auto [place, is_new] = revisions_.try_emplace(*state.custom_status_id);
    if (is_new) place->second = session_.plans().find_revision(*state.custom_status_id);
    return place->second;
  }

  static RecordedStatus recorded(const domain::UserState& state, const Revision& revision) {
    return {state.available, revision ? std::optional(revision->custom_status) : std::nullopt};
  }

  store::Session& session_;
  const StatusUpdate& set_;
  const Instant now_;
  const RememberingCatalogue catalogue_;
  std::unordered_map<std::int64_t, Revision> revisions_;
  PlanDraft draft_;
};

}  // namespace

Result<PlanDraft> draft_plan(store::Session& session, std::int64_t account_id, const PlanRequest& request,
                             Instant now) {
  ParamErrors refused = request.refused;
  refuse_bad_origin(request.origin, refused);
  refuse_bad_idempotency(request.origin, request.idempotency, refused);
  Drafting drafting(session, account_id, request.set, now);
  if (!refused.has("set")) refuse_bad_update(request.set, drafting.catalogue(), refused);
  const std::vector<SelectedUser> users = select(session, account_id, request.where, refused);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  for (const SelectedUser& user : users) drafting.add(user);
  return drafting.take();
}

}  // namespace onduty::engine
