#include "engine/status_operation.h"

#include <utility>

#include "engine/hand_off.h"
#include "engine/idempotency.h"
#include "engine/refusals.h"

namespace onduty::engine {
StatusOperation::StatusOperation(std::int64_t account_id, StatusRequest request, MakeAnswer make_answer, Done done)
    : account_id_(account_id), request_(std::move(request)), make_answer_(make_answer), done_(std::move(done)) {
  refuse_bad_origin(request_.origin, request_.update.refused);
  refuse_bad_idempotency(request_.origin, request_.idempotency, request_.update.refused);
}

void StatusOperation::apply(store::Session& session, Instant now) { result_ = carry_out(session, now); }

void StatusOperation::finish(const std::optional<Error>& failure) {
  done_(failure ? Result<StatusOutcome>(*failure) : std::move(*result_));
}

void StatusOperation::publish(PresentChanges& changes) const {
  if (changed_to_) changes.states.emplace_back(UserKey{account_id_, request_.user}, *changed_to_);
}

Result<StatusOutcome> StatusOperation::carry_out(store::Session& session, Instant now) {
  StatusOutcome outcome;
  const auto work = [&]() -> Result<Answer> {
    auto change = decide_and_write(session, now);
    if (!change.ok()) return std::move(change).error();
    outcome.change = std::move(change).value();
    return request_.idempotency ? make_answer_(outcome.change) : Answer();
  };
  auto answer = carry_out_once(session, account_id_, request_.origin, request_.idempotency, now, work);
  if (!answer.ok()) return std::move(answer).error();
  if (request_.idempotency) outcome.answer = std::move(answer).value();
  return outcome;
}

Result<StatusChange> StatusOperation::decide_and_write(store::Session& session, Instant now) {
  const auto before = session.statuses().find(account_id_, request_.user);
  if (!before) return Error::of(ErrorCode::kUserNotFound);
  const store::AccountCatalogue catalogue(session.directory(), account_id_);
  const auto decision =
      domain::decide_status(*before, request_.user, request_.update, request_.if_version, catalogue, now);
  if (!decision.ok()) return decision.error();

  return write(session, *before, decision.value(), now);
}

StatusChange StatusOperation::write(store::Session& session, const domain::UserState& before,
                                    const domain::StatusDecision& decision, Instant now) {
  HandOffOutcome contacts;
  if (decision.hand_off) {
    contacts = hand_off(session, account_id_, before.user_id, *decision.hand_off, request_, now);
  } else {
    contacts.page = session.contacts().assigned_to(before.user_id, std::nullopt, request_.contacts_max);
  }
  if (decision.changed) {
    session.statuses().record(before, decision, request_.origin, request_.update.reason, contacts.change_set_id);
    changed_to_ = decision.after;
  }
  StatusChange change;
  change.changed = decision.changed;
  change.contacts_changed = contacts.change_set_id.has_value();
  change.before = session.statuses().describe(before, request_.user);
  change.after = session.statuses().describe(decision.after, request_.user);
  change.contacts = std::move(contacts.page.contacts);
  change.contacts_next = std::move(contacts.page.next);
  return change;
}

}  // namespace onduty::engine
