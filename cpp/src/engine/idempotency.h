// Carrying a request out once, however often it comes (U8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onduty/answer.h"
#include "onduty/catalogue.h"
#include "onduty/contact_update.h"
#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "store/session.h"

namespace onduty::engine {

// The answer that the request got before, if it did. Error: kIdempotencyConflict.
Result<std::optional<Answer>> find_replay(store::Session& session, std::int64_t account_id, const Origin& origin,
                                          const std::optional<Idempotency>& idempotency, Instant now);

// Keeps the answer in the transaction of the change itself; without a key it does nothing.
void keep_answer(store::Session& session, std::int64_t account_id, const Origin& origin,
                 const std::optional<Idempotency>& idempotency, const Answer& answer, Instant now);

// What makes a call of the library the same request.
std::string digest_of(const StatusRequest& request);
std::string digest_of(const ContactRequest& request);
std::string digest_of(const CustomStatusRequest& request);

// `work() -> Result<Answer>`, or the answer that it gave before. Checks first that the origin's API key is still good.
// REQUIRES: in a write transaction; `work` writes nothing when it gives an error.
template <class Work>
Result<Answer> carry_out_once(store::Session& session, std::int64_t account_id, const Origin& origin,
                              const std::optional<Idempotency>& idempotency, Instant now, Work work) {
  // The key was good when the request came in; another process may have revoked it since.
  if (origin.api_key_id && !session.directory().is_api_key_active(*origin.api_key_id)) {
    return Error::of(ErrorCode::kUnauthorized);
  }
  auto replay = find_replay(session, account_id, origin, idempotency, now);
  if (!replay.ok()) return std::move(replay).error();
  if (replay.value()) return *std::move(replay.value());
  Result<Answer> answer = work();
  if (answer.ok()) keep_answer(session, account_id, origin, idempotency, answer.value(), now);
  return answer;
}

}  // namespace onduty::engine
