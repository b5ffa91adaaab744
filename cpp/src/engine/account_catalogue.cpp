// The catalogue of an account.

#include <utility>

#include "engine/core.h"
#include "engine/custom_status_change.h"
#include "engine/idempotency.h"
#include "engine/list_pages.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "json/catalogue_answers.h"
#include "json/change_record.h"
#include "onduty/account.h"

namespace onduty {
namespace {

using engine::WriteLength;
using Kind = CustomStatusRequest::Kind;

// Any number of people may hold what is destroyed (C3).
WriteLength length_of(const CustomStatusRequest& request) {
  return request.kind == Kind::kDestroy ? WriteLength::kLong : WriteLength::kShort;
}

Answer answer_of(Kind kind, const engine::CustomStatusOutcome& outcome) {
  if (kind == Kind::kDestroy) return {json::custom_status_destroyed_answer(), std::nullopt, 200, false, true};
  return {json::custom_status_answer(outcome.after), std::nullopt, kind == Kind::kCreate ? 201 : 200, false,
          outcome.changed};
}

}  // namespace

Result<Page<CustomStatusDetails>> Account::custom_statuses(const ListQuery& query) const {
  return core_->readers().run(
      [&](store::Session& session) { return engine::list_page(session.custom_statuses(), id_, query); });
}

Result<CustomStatusDetails> Account::custom_status(const Uuid& id) const {
  return core_->readers().run([&](store::Session& session) -> Result<CustomStatusDetails> {
    const auto found = session.custom_statuses().find(id_, id);
    if (!found) return Error::of(ErrorCode::kCustomStatusNotFound);
    return store::details_of(*found);
  });
}

void Account::change_custom_status_async(CustomStatusRequest request, CustomStatusDone done) const {
  const WriteLength length = length_of(request);
  if (request.idempotency) request.idempotency->request_digest = engine::digest_of(request);
  const auto work = [id = id_, request = std::move(request)](store::Session& session,
                                                             Instant now) -> Result<CustomStatusDetails> {
    CustomStatusDetails changed;
    const auto change = [&]() -> Result<Answer> {
      auto result = engine::change_custom_status(session, id, request, now);
      if (!result.ok()) return std::move(result).error();
      changed = std::move(result).value().after;
      if (!request.idempotency) return Answer();
      return Answer{json::write_custom_status_record(changed), std::nullopt, 200, false};
    };
    const auto answer = engine::carry_out_once(session, id, request.origin, request.idempotency, now, change);
    if (!answer.ok()) return answer.error();
    if (answer.value().replayed) return json::parse_custom_status_record(answer.value().body);
    return changed;
  };
  engine::submit_call<CustomStatusDetails>(core_->writer(), work, std::move(done), length);
}

Result<CustomStatusDetails> Account::change_custom_status(CustomStatusRequest request) const {
  engine::Waiting<CustomStatusDetails> waiting;
  change_custom_status_async(std::move(request), waiting.done());
  return waiting.result();
}

void Account::answer_custom_status_async(CustomStatusRequest request, AnswerDone done) const {
  const WriteLength length = length_of(request);
  const auto work = [id = id_, request = std::move(request)](store::Session& session, Instant now) -> Result<Answer> {
    const auto change = [&]() -> Result<Answer> {
      const auto outcome = engine::change_custom_status(session, id, request, now);
      if (!outcome.ok()) return outcome.error();
      return answer_of(request.kind, outcome.value());
    };
    return engine::carry_out_once(session, id, request.origin, request.idempotency, now, change);
  };
  engine::submit_call<Answer>(core_->writer(), work, std::move(done), length);
}

}  // namespace onduty
