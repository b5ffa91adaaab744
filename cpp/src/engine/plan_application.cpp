#include "engine/plan_application.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/change_set_id.h"
#include "engine/bulk_write.h"
#include "engine/change_set_writer.h"
#include "engine/planned_hand_off.h"
#include "engine/refusals.h"
#include "json/status_request.h"

namespace onduty::engine {
namespace {

constexpr std::size_t kUsersInMessageMax = 5;

Origin as_bulk(Origin origin) {
  origin.way = Way::kBulk;
  return origin;
}

// One application of one plan. What it does is in `outcome`, the rest of it is for an atomic one to look at.
class Application {
 public:
  Application(store::Session& session, std::int64_t account_id, std::int64_t plan_id, const StatusUpdate& update,
              const ApplyRequest& request, Instant now)
      : session_(session),
        plan_id_(plan_id),
        update_(update),
        now_(now),
        catalogue_(session.directory(), account_id),
        writer_(session, account_id, as_bulk(request.origin), request.reason ? request.reason : update.reason, now) {}

  void apply(const store::PlannedUser& user) {
    if (user.is_removed) return skip(user, Error::of(ErrorCode::kUserNotFound));
    if (user.state.version != user.planned_version) return skip_changed(user);
    const auto decision = domain::decide_status(user.state, user.user, update_, std::nullopt, catalogue_, now_);
    // What the plan refused it refuses again; what else is refused has gone since.
    if (!decision.ok()) return skip(user, decision.error());
    write(user, decision.value());
  }

  // Who was skipped, in the plan's order.
  std::vector<ChangeSetNote> skipped() {
    std::sort(skipped_.begin(), skipped_.end(), [](const Skipped& a, const Skipped& b) { return a.first < b.first; });
    std::vector<ChangeSetNote> notes;
    notes.reserve(skipped_.size());
    for (const Skipped& skipped : skipped_) notes.push_back(skipped.second);
    return notes;
  }

  ChangeSetOutcome finish() {
    change_set_.skipped = skipped();
    if (const auto& id = writer_.change_set_id()) change_set_.id = domain::change_set_of_row(*id);
    session_.plans().mark_applied(plan_id_, now_, writer_.change_set_id());
    return {std::move(change_set_), writer_.take_changed()};
  }

 private:
  using Skipped = std::pair<std::int64_t, ChangeSetNote>;  // with the position in the plan

  void write(const store::PlannedUser& user, const domain::StatusDecision& decision) {
    std::vector<ContactMove> moves;
    if (decision.hand_off) {
      moves = moves_of(session_, user.state.user_id, *decision.hand_off);
      if (planned(moves) != session_.plans().planned_contacts(plan_id_, user.position)) return skip_changed(user);
    }
    for (const ContactMove& move : moves) writer_.write(move);
    if (decision.changed) writer_.write(user.user, user.state, decision);
    const bool changes = decision.changed || !moves.empty();
    ++(changes ? change_set_.applied : change_set_.unchanged);
  }

  void skip(const store::PlannedUser& user, const Error& error) {
    skipped_.emplace_back(user.position, note_of_user(user.user, error));
  }

  void skip_changed(const store::PlannedUser& user) {
    skipped_.emplace_back(
        user.position,
        note_of_user(user.user, kChangedSince, "The user, or a contact of the user, was changed since the plan."));
  }

  store::Session& session_;
  const std::int64_t plan_id_;
  const StatusUpdate& update_;
  const Instant now_;
  const RememberingCatalogue catalogue_;
  ChangeSetWriter writer_;
  ChangeSet change_set_;
  std::vector<Skipped> skipped_;
};

Error outdated(const std::vector<ChangeSetNote>& skipped) {
  std::string message = "Of the users of the plan, " + std::to_string(skipped.size()) +
                        " cannot be changed as it shows; nothing was written:";
  for (std::size_t i = 0; i < std::min(skipped.size(), kUsersInMessageMax); ++i) {
    message += (i == 0 ? " " : ", ") + skipped[i].user->hex() + " (" + skipped[i].code + ")";
  }
  return Error::with_message(ErrorCode::kPlanOutdated,
                             message + (skipped.size() > kUsersInMessageMax ? ", and more." : "."));
}

Error applied_before(const store::PlanRow& plan) {
  const std::string what = plan.change_set_id
                               ? "change set " + std::to_string(domain::change_set_of_row(*plan.change_set_id))
                               : "nothing, as there was nothing to change";
  return Error::with_message(ErrorCode::kPlanApplied, "The plan was applied before; that made " + what + ".");
}

Error damaged(const store::PlanRow& plan) {
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "The database is damaged (what the plan " + plan.uuid.hex() +
                                 " sets cannot be read). Put a backup in its place, or make a new plan.");
}

ParamErrors refusals_of(const ApplyRequest& request) {
  ParamErrors refused = request.refused;
  refuse_bad_origin(request.origin, refused);
  refuse_bad_idempotency(request.origin, request.idempotency, refused);
  refuse_bad_reason(request.reason, refused);
  return refused;
}

// The plan, if it can be applied.
Result<store::PlanRow> find_plan(store::Session& session, std::int64_t account_id, const ApplyRequest& request,
                                 Instant now) {
  auto plan = session.plans().find(account_id, request.plan);
  if (!plan) return Error::with_message(ErrorCode::kNotFound, "There is no such plan.");
  ParamErrors refused = refusals_of(request);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  if (plan->applied_at) return applied_before(*plan);
  if (is_expired(*plan, now)) return Error::of(ErrorCode::kPlanExpired);
  return *std::move(plan);
}

}  // namespace

// The clock may have been set back since the items went.
bool is_expired(const store::PlanRow& plan, Instant now) {
  return !plan.has_items || now.ms - plan.created_at.ms >= kPlanAgeMaxMs;
}

Result<ChangeSetOutcome> apply_plan(store::Session& session, std::int64_t account_id, const ApplyRequest& request,
                                    Instant now) {
  const auto plan = find_plan(session, account_id, request, now);
  if (!plan.ok()) return plan.error();
  const auto update = json::parse_status_update(plan.value().asked);
  if (!update.ok()) return damaged(plan.value());
  if (request.atomic) session.begin_part();
  Application application(session, account_id, plan.value().id, update.value(), request, now);
  for (const store::PlannedUser& user : session.plans().planned_users(plan.value().id)) application.apply(user);
  const std::vector<ChangeSetNote> skipped = application.skipped();
  // Whom the plan itself refused it shows as refused.
  if (request.atomic && static_cast<std::int64_t>(skipped.size()) > plan.value().counts.refused) {
    session.undo_part();
    return outdated(skipped);
  }
  ChangeSetOutcome outcome = application.finish();
  if (request.atomic) session.keep_part();
  return outcome;
}

}  // namespace onduty::engine
