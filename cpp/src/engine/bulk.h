// A bulk in the writer: many updates to a transaction, each decided by the rules of a single one (Q6).
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/present.h"
#include "onduty/bulk.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// How many updates share a transaction. Others wait for one at most, which takes some 10 ms.
inline constexpr std::size_t kBulkPartSize = 1000;

// What the parts of one bulk share.
struct Bulk {
  Bulk(std::int64_t account, BulkOptions bulk_options) : account_id(account), options(std::move(bulk_options)) {}

  const std::int64_t account_id;
  const BulkOptions options;
  std::atomic<bool> stopped = false;  // a part failed, and those behind it must not be carried out

  // The writer's thread only.
  std::optional<std::int64_t> change_set_id;  // of no account once stopped
  PresentStates changed;                      // by the transaction at hand
};

// Adds what the transaction at hand changed. REQUIRES: the writer's thread.
void publish(Bulk& bulk, PresentChanges& changes);

// What one transaction did.
struct BulkPart {
  std::vector<BulkResult> results;
  std::optional<std::int64_t> change_set_id;
};

// What is wrong with the call as a whole.
ParamErrors refusals_of(const BulkOptions& options);

// Where the part that begins with updates[begin] ends. One that hands contacts off is the last of its part.
std::size_t end_of_part(std::span<const BulkUpdate> updates, std::size_t begin);

// Carries the updates out; what is refused leaves the others alone. With `atomic`, one that is refused undoes all of
// them. They are used up. Errors: kUnauthorized, kInvalidParams (atomic), kOverloaded (stopped before); then nothing is
// written.
// REQUIRES: in a write transaction of its own.
Result<BulkPart> carry_out(store::Session& session, Bulk& bulk, std::span<BulkUpdate> updates, Instant now);

// Counts and appends the results of a part.
void add_part(BulkReport& report, BulkPart part);

}  // namespace onduty::engine
