// Plans of an account, and taking back what they and other writes changed.

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <utility>

#include "base/random_uuid.h"
#include "engine/core.h"
#include "engine/idempotency.h"
#include "engine/plan_application.h"
#include "engine/plan_draft.h"
#include "engine/undo.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "json/plan_answer.h"
#include "onduty/account.h"
#include "onduty/plan.h"

namespace onduty {
namespace {

using engine::ChangeSetOutcome;
using engine::PlanDraft;
using engine::WriteLength;

Instant expiry_of(Instant created_at) { return Instant{created_at.ms + kPlanAgeMaxMs}; }

// What a new plan is answered with.
Answer answer_of(const Uuid& id, Instant created_at, const PlanDraft& draft) {
  Plan page{id, expiry_of(created_at), draft.counts, {}, std::nullopt};
  const auto shown = std::min(static_cast<std::int64_t>(draft.items.size()), kPlanPageSize);
  page.items.assign(draft.items.begin(), draft.items.begin() + static_cast<std::ptrdiff_t>(shown));
  if (shown < static_cast<std::int64_t>(draft.items.size())) page.next = shown;
  return {json::plan_answer(page), std::nullopt, 201, false};
}

// One plan on its way: worked out by a reader, kept by the writer.
struct Planning {
  std::int64_t account_id;
  PlanRequest request;
  Result<PlanDraft> draft;
  Uuid id;
  Instant created_at;

  // Gives the answer that is kept for an idempotency key, or was before.
  Result<Answer> keep(store::Session& session, Instant now) {
    const auto work = [&]() -> Result<Answer> {
      if (!draft.ok()) return draft.error();
      created_at = now;
      session.plans().insert(account_id, {0, id, now, request.set_json, draft.value().counts, {}, {}},
                             draft.value().rows);
      return answer_of(id, now, draft.value());
    };
    return engine::carry_out_once(session, account_id, request.origin, request.idempotency, now, work);
  }
};

// `done` gets the planning and what it is answered with.
void plan_in_background(const std::shared_ptr<engine::Core>& core, std::int64_t account_id, PlanRequest request,
                        std::function<void(Planning&, Result<Answer>)> done) {
  auto planning =
      std::make_shared<Planning>(Planning{account_id, std::move(request), PlanDraft(), base::random_uuid(), Instant()});
  const auto work = [core, planning, done] {
    planning->draft = core->readers().run_long([&](store::Session& session) {
      return engine::draft_plan(session, planning->account_id, planning->request, core->now());
    });
    engine::submit_call<Answer>(
        core->writer(), [planning](store::Session& session, Instant now) { return planning->keep(session, now); },
        [planning, done](Result<Answer> answer) { done(*planning, std::move(answer)); }, WriteLength::kLong,
        engine::publish_nothing);
  };
  const auto posted = core->post_planning(work);
  if (!posted.ok()) done(*planning, posted.error());
}

Plan plan_of(Planning& planning) {
  PlanDraft draft = std::move(planning.draft).value();
  return {planning.id, expiry_of(planning.created_at), draft.counts, std::move(draft.items), std::nullopt};
}

struct Answered {
  ChangeSet change_set;
  Answer answer;
};

// Carries out what makes a change set: `make(session, now) -> Result<ChangeSetOutcome>`.
template <class Request, class Make>
void submit_change_set(engine::Core& core, std::int64_t account_id, Request request, Make make,
                       std::function<void(Result<Answered>)> done) {
  const auto changed = std::make_shared<engine::PresentStates>();
  const auto call = [account_id, request = std::move(request), make, changed](store::Session& session,
                                                                              Instant now) -> Result<Answered> {
    ChangeSet change_set;
    changed->clear();
    const auto work = [&]() -> Result<Answer> {
      Result<ChangeSetOutcome> outcome = make(session, account_id, request, now);
      if (!outcome.ok()) return std::move(outcome).error();
      change_set = std::move(outcome.value().change_set);
      *changed = std::move(outcome.value().changed);
      return Answer{json::change_set_answer(change_set), std::nullopt, 200, false, change_set.id.has_value()};
    };
    auto answer = engine::carry_out_once(session, account_id, request.origin, request.idempotency, now, work);
    if (!answer.ok()) return std::move(answer).error();
    return Answered{std::move(change_set), std::move(answer).value()};
  };
  engine::submit_call<Answered>(core.writer(), call, std::move(done), WriteLength::kLong,
                                [changed](engine::PresentChanges& changes) {
                                  std::move(changed->begin(), changed->end(), std::back_inserter(changes.states));
                                });
}

// Passes one part of what was answered on.
template <class T>
std::function<void(Result<Answered>)> passing(T Answered::* part, std::function<void(Result<T>)> done) {
  return [part, done = std::move(done)](Result<Answered> answered) {
    if (!answered.ok()) return done(std::move(answered).error());
    done(std::move(answered.value().*part));
  };
}

}  // namespace

std::string_view outcome_name(PlanItem::Outcome outcome) {
  constexpr std::array<std::string_view, 3> kNames{"change", "unchanged", "refused"};
  return kNames[static_cast<std::size_t>(outcome)];
}

void Account::make_plan_async(PlanRequest request, PlanDone done) const {
  plan_in_background(core_, id_, std::move(request), [done = std::move(done)](Planning& planning, Result<Answer> kept) {
    done(kept.ok() ? Result<Plan>(plan_of(planning)) : Result<Plan>(std::move(kept).error()));
  });
}

void Account::answer_plan_async(PlanRequest request, AnswerDone done) const {
  plan_in_background(
      core_, id_, std::move(request),
      [done = std::move(done)](Planning& /*planning*/, Result<Answer> answer) { done(std::move(answer)); });
}

Result<Plan> Account::make_plan(PlanRequest request) const {
  engine::Waiting<Plan> waiting;
  make_plan_async(std::move(request), waiting.done());
  return waiting.result();
}

Result<Plan> Account::plan(const Uuid& id, const PlanQuery& query) const {
  return core_->readers().run([&](store::Session& session) -> Result<Plan> {
    const auto row = session.plans().find(id_, id);
    if (!row) return Error::with_message(ErrorCode::kNotFound, "There is no such plan.");
    if (!query.refused.empty()) return Error::invalid_params(query.refused);
    if (engine::is_expired(*row, core_->now())) return Error::of(ErrorCode::kPlanExpired);
    Plan page{id, expiry_of(row->created_at), row->counts, {}, std::nullopt};
    page.items = session.plans().items(row->id, query.after, query.limit);
    const std::int64_t last = query.after + static_cast<std::int64_t>(page.items.size());
    const std::int64_t all = row->counts.change + row->counts.unchanged + row->counts.refused;
    if (last < all && !page.items.empty()) page.next = last;
    return page;
  });
}

void Account::apply_plan_async(ApplyRequest request, ChangeSetDone done) const {
  submit_change_set(*core_, id_, std::move(request), engine::apply_plan,
                    passing(&Answered::change_set, std::move(done)));
}

void Account::answer_apply_async(ApplyRequest request, AnswerDone done) const {
  submit_change_set(*core_, id_, std::move(request), engine::apply_plan, passing(&Answered::answer, std::move(done)));
}

Result<ChangeSet> Account::apply_plan(ApplyRequest request) const {
  engine::Waiting<ChangeSet> waiting;
  apply_plan_async(std::move(request), waiting.done());
  return waiting.result();
}

void Account::undo_async(UndoRequest request, ChangeSetDone done) const {
  submit_change_set(*core_, id_, std::move(request), engine::undo, passing(&Answered::change_set, std::move(done)));
}

void Account::answer_undo_async(UndoRequest request, AnswerDone done) const {
  submit_change_set(*core_, id_, std::move(request), engine::undo, passing(&Answered::answer, std::move(done)));
}

Result<ChangeSet> Account::undo(UndoRequest request) const {
  engine::Waiting<ChangeSet> waiting;
  undo_async(std::move(request), waiting.done());
  return waiting.result();
}

}  // namespace onduty
