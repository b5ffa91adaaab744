#include "onduty/account.h"

#include <utility>

#include "base/text.h"
#include "engine/contact_change.h"
#include "engine/core.h"
#include "engine/hand_off.h"
#include "engine/idempotency.h"
#include "engine/present_reads.h"
#include "engine/status_operation.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "json/answers.h"
#include "json/change_record.h"

namespace onduty {
namespace {

// What is kept for a call of the library with an idempotency key.
Answer record_of(const StatusChange& change) {
  return {json::write_change_record(change), change.after.version, 200, false};
}

Answer kept_as(std::string record) { return {std::move(record), std::nullopt, 200, false}; }

Result<StatusChange> change_of(engine::StatusOutcome outcome) {
  if (outcome.answer && outcome.answer->replayed) return json::parse_change_record(outcome.answer->body);
  return std::move(outcome.change);
}

}  // namespace

Account::Account(std::shared_ptr<engine::Core> core, std::int64_t id, std::string name)
    : core_(std::move(core)), id_(id), name_(std::move(name)) {}

void Account::update_status_async(StatusRequest request, UpdateDone done) const {
  if (request.idempotency) request.idempotency->request_digest = engine::digest_of(request);
  core_->writer().submit(std::make_unique<engine::StatusOperation>(
      id_, std::move(request), record_of, [done = std::move(done)](Result<engine::StatusOutcome> outcome) {
        done(outcome.ok() ? change_of(std::move(outcome).value()) : std::move(outcome).error());
      }));
}

void Account::answer_update_async(StatusRequest request, MakeAnswer make_answer, AnswerDone done) const {
  core_->writer().submit(std::make_unique<engine::StatusOperation>(
      id_, std::move(request), make_answer,
      [make_answer, done = std::move(done)](Result<engine::StatusOutcome> outcome) {
        if (!outcome.ok()) return done(std::move(outcome).error());
        auto& [change, answer] = outcome.value();
        done(answer ? *std::move(answer) : make_answer(change));
      }));
}

Result<StatusChange> Account::update_status(StatusRequest request) const {
  engine::Waiting<StatusChange> waiting;
  update_status_async(std::move(request), waiting.done());
  return waiting.result();
}

Result<Contact> Account::update_contact(ContactRequest request) const {
  engine::Waiting<Contact> waiting;
  update_contact_async(std::move(request), waiting.done());
  return waiting.result();
}

void Account::update_contact_async(ContactRequest request, ContactDone done) const {
  if (request.idempotency) request.idempotency->request_digest = engine::digest_of(request);
  engine::submit_call<Contact>(
      core_->writer(),
      [id = id_, request = std::move(request)](store::Session& session, Instant now) -> Result<Contact> {
        Contact after;
        const auto work = [&]() -> Result<Answer> {
          auto outcome = engine::change_contact(session, id, request, now);
          if (!outcome.ok()) return std::move(outcome).error();
          after = std::move(outcome).value().after;
          return request.idempotency ? kept_as(json::write_contact_record(after)) : Answer();
        };
        const auto answer = engine::carry_out_once(session, id, request.origin, request.idempotency, now, work);
        if (!answer.ok()) return answer.error();
        if (answer.value().replayed) return json::parse_contact_record(answer.value().body);
        return after;
      },
      std::move(done), engine::WriteLength::kShort, engine::publish_nothing);
}

void Account::answer_contact_async(ContactRequest request, AnswerDone done) const {
  engine::submit_call<Answer>(
      core_->writer(),
      [id = id_, request = std::move(request)](store::Session& session, Instant now) {
        const auto work = [&]() -> Result<Answer> {
          const auto outcome = engine::change_contact(session, id, request, now);
          if (!outcome.ok()) return outcome.error();
          return Answer{json::contact_change_answer(outcome.value().after), std::nullopt, 200, false,
                        outcome.value().changed};
        };
        return engine::carry_out_once(session, id, request.origin, request.idempotency, now, work);
      },
      std::move(done), engine::WriteLength::kShort, engine::publish_nothing);
}

Result<void> Account::run_in_background(std::function<void()> task) const { return core_->post_read(std::move(task)); }

Result<void> Account::run_long_in_background(std::function<void()> task, std::size_t waiting_max) const {
  return core_->post_long_read(std::move(task), waiting_max);
}

std::optional<Status> Account::status_if_known(const Uuid& user) const {
  if (core_->is_forked()) return std::nullopt;
  return core_->present().status({id_, user});
}

Result<Status> Account::status(const Uuid& user) const {
  if (auto known = status_if_known(user)) return *std::move(known);
  return core_->readers().run([&](store::Session& session) -> Result<Status> {
    auto status = engine::read_status(session, core_->present(), core_->present().mark(), {id_, user});
    if (!status) return Error::of(ErrorCode::kUserNotFound);
    return *std::move(status);
  });
}

Result<std::vector<std::optional<Status>>> Account::statuses(const std::vector<Uuid>& users) const {
  return core_->readers().run([&](store::Session& session) -> Result<std::vector<std::optional<Status>>> {
    return engine::read_statuses(session, core_->present(), id_, users);
  });
}

Result<ContactPage> Account::contacts(const Uuid& user, const std::optional<std::string>& after, int limit) const {
  return core_->readers().run([&](store::Session& session) -> Result<ContactPage> {
    const auto state = session.statuses().find(id_, user);
    if (!state) return Error::of(ErrorCode::kUserNotFound);
    return engine::page_of_contacts(session, state->user_id, after, limit, core_->now());
  });
}

Result<User> Account::find_user(std::string_view uuid_or_email) const {
  return core_->readers().run([&](store::Session& session) -> Result<User> {
    const auto uuid = Uuid::parse(uuid_or_email);
    const auto found = uuid ? session.directory().find_user(id_, *uuid)
                            : session.directory().find_user_by_email(id_, base::fold(uuid_or_email));
    if (!found) return Error::of(ErrorCode::kUserNotFound);
    return *found;
  });
}

}  // namespace onduty
