// How to ask for a part of the history (Q1). What an entry tells is in status.h.
#pragma once

#include <cstdint>
#include <optional>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty {

inline constexpr std::int64_t kHistoryLimitMax = 100'000;  // entries

// Which entries are asked for: those to which all of this applies. To read on, name with `after` the last one seen:
// nothing is missed and nothing comes twice, however many processes write meanwhile.
struct HistoryQuery {
  std::optional<Uuid> user;      // whose; everybody's when absent, those of removed users too
  std::optional<Uuid> team;      // of whoever is a member of it now
  std::optional<Instant> since;  // at this instant or later
  std::optional<Instant> until;  // before this instant
  std::int64_t after = 0;        // with a greater seq
  std::int64_t limit = 1000;     // at most so many, 1 to kHistoryLimitMax
  bool latest = false;           // the last so many instead of the first, in the same order
  ParamErrors refused;           // What the reader of the request already had to refuse; it is told with the rest.

  static HistoryQuery of(const Uuid& user, std::int64_t limit = 1000) {
    HistoryQuery query;
    query.user = user;
    query.limit = limit;
    return query;
  }
};

}  // namespace onduty
