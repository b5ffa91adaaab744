// What the history holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onduty/status.h"
#include "store/connection.h"

namespace onduty::store {

// Entries from `since` on and before `until`, with a greater seq than `after`: the first of them, or the last.
struct HistoryRange {
  Instant since;
  Instant until;
  std::int64_t after = 0;
  std::int64_t limit = 0;
  bool latest = false;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h). Entries come in order of seq.
class HistoryStore {
 public:
  explicit HistoryStore(Connection& connection);

  // One user's entries, by the user's row id. What is before the range is not read where `after` is 0 or the seq of an
  // entry of that user's.
  std::vector<HistoryEntry> of_user(std::int64_t user_id, const HistoryRange& range);

  // Those of the account's users, removed ones too, or of the users that the team holds.
  std::vector<HistoryEntry> of_account(std::int64_t account_id, const std::optional<std::int64_t>& team_id,
                                       const HistoryRange& range);

  bool is_member(std::int64_t team_id, std::int64_t user_id);

 private:
  // The same rows from either end.
  struct Directions {
    Directions(Connection& connection, const std::string& rows, const char* forwards, const char* backwards);

    Statement first;
    Statement last;
  };

  // Where one user's entry stands among that user's.
  struct Place {
    Instant at;
    std::int64_t version = 0;
  };

  Place place_of(std::int64_t user_id, std::int64_t seq);

  Directions of_user_;
  Directions of_account_;
  Statement find_place_;
  Statement is_member_;
};

}  // namespace onduty::store
