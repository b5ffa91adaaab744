// Entries of the history, for tests.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/history_reads.h"
#include "support/sample.h"

namespace onduty::testing {

// All of a user's of "acme", in order.
inline std::vector<HistoryEntry> entries_of(store::Session& session, const Uuid& user) {
  return engine::read_history(session, kAcme, HistoryQuery::of(user)).value();
}

// Everything there is.
inline store::HistoryRange whole_range(std::int64_t limit = 1000) {
  using Limits = std::numeric_limits<std::int64_t>;
  return {Instant{Limits::min()}, Instant{Limits::max()}, 0, limit, false};
}

inline std::vector<std::int64_t> seqs_of(const std::vector<HistoryEntry>& entries) {
  std::vector<std::int64_t> seqs;
  for (const HistoryEntry& entry : entries) seqs.push_back(entry.seq);
  return seqs;
}

}  // namespace onduty::testing
