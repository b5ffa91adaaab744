#include "engine/status_operation.h"

#include <utility>

#include "domain/request_text.h"
#include "domain/status_decision.h"

namespace onduty::engine {
namespace {

// What the request's other parts have against it, beside the update's own refusals.
void refuse_bad_origin(StatusRequest& request) {
  if (!request.origin.actor) return;
  if (const auto problem = domain::actor_problem(*request.origin.actor)) request.update.refused.add("actor", *problem);
}

}  // namespace

StatusOperation::StatusOperation(std::int64_t account_id, StatusRequest request, Account::UpdateDone done)
    : account_id_(account_id), request_(std::move(request)), done_(std::move(done)) {
  refuse_bad_origin(request_);
}

void StatusOperation::apply(store::Session& session, Instant now) { result_ = decide_and_write(session, now); }

void StatusOperation::finish(const std::optional<Error>& failure) {
  done_(failure ? Result<StatusChange>(*failure) : std::move(*result_));
}

Result<StatusChange> StatusOperation::decide_and_write(store::Session& session, Instant now) {
  // The key was good when the request came in; it may have been revoked by another process since.
  if (request_.origin.api_key_id && !session.directory().is_api_key_active(*request_.origin.api_key_id)) {
    return Error::of(ErrorCode::kUnauthorized);
  }
  const auto before = session.statuses().find(account_id_, request_.user);
  if (!before) return Error::of(ErrorCode::kUserNotFound);
  const store::AccountCatalogue catalogue(session.directory(), account_id_);
  const auto decision =
      domain::decide_status(*before, request_.user, request_.update, request_.if_version, catalogue, now);
  if (!decision.ok()) return decision.error();

  if (decision.value().changed) {
    session.statuses().record(*before, decision.value(), request_.origin, request_.update.reason);
  }
  StatusChange change;
  change.changed = decision.value().changed;
  change.before = session.statuses().describe(*before, request_.user);
  change.after = session.statuses().describe(decision.value().after, request_.user);
  ContactPage page = session.contacts().assigned_to(before->user_id, std::nullopt, request_.contacts_max);
  change.contacts = std::move(page.contacts);
  change.contacts_next_after = page.next_after;
  return change;
}

}  // namespace onduty::engine
