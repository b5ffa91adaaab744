// What requests with an idempotency key were answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onduty/answer.h"
#include "onduty/idempotency.h"
#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

// An answer is kept for so long (U8).
inline constexpr std::int64_t kIdempotencyAgeMaxMs = 24 * 3600 * std::int64_t{1000};

struct StoredAnswer {
  std::string request_digest;
  Answer answer;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class IdempotencyStore {
 public:
  explicit IdempotencyStore(Connection& connection);

  // The answer of the request that used the key, unless it is too old. `api_key_id` is 0 for callers of the library.
  std::optional<StoredAnswer> find(std::int64_t account_id, std::int64_t api_key_id, const std::string& key,
                                   Instant now);

  // Keeps the answer, and forgets some of those that are too old.
  void insert(std::int64_t account_id, std::int64_t api_key_id, const Idempotency& idempotency, const Answer& answer,
              Instant now);

 private:
  Statement find_;
  Statement insert_;
  Statement delete_old_;
};

}  // namespace onduty::store
