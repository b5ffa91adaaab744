// One status update on its way through the writer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "domain/status_decision.h"
#include "engine/write_operation.h"
#include "onduty/answer.h"
#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty::engine {

// What an update came to: the change or, for a request with an idempotency key, the answer that is kept for it.
struct StatusOutcome {
  StatusChange change;           // not of a replay
  std::optional<Answer> answer;  // with an idempotency key
};

class StatusOperation final : public WriteOperation {
 public:
  using Done = std::function<void(Result<StatusOutcome>)>;
  using MakeAnswer = Answer (*)(const StatusChange&);

  // `make_answer` makes what is kept for an idempotency key.
  StatusOperation(std::int64_t account_id, StatusRequest request, MakeAnswer make_answer, Done done);

  void apply(store::Session& session, Instant now) override;
  void finish(const std::optional<Error>& failure) override;
  void publish(PresentChanges& changes) const override;
  bool is_long() const override { return request_.update.hand_off.asks(); }

 private:
  Result<StatusOutcome> carry_out(store::Session& session, Instant now);
  Result<StatusChange> decide_and_write(store::Session& session, Instant now);
  StatusChange write(store::Session& session, const domain::UserState& before, const domain::StatusDecision& decision,
                     Instant now);

  const std::int64_t account_id_;
  StatusRequest request_;
  const MakeAnswer make_answer_;
  Done done_;
  std::optional<Result<StatusOutcome>> result_;
  std::optional<domain::UserState> changed_to_;
};

}  // namespace onduty::engine
