// What the history holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
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

  struct Users {
    std::int64_t account_id;
    std::optional<std::int64_t> team_id;
  };

  // The entries whose seq is greater than `after` and no greater than `last`.
  struct Stretch {
    std::int64_t after = 0;
    std::int64_t last = 0;

    bool empty() const { return last <= after; }
    Stretch within(const Stretch& other) const;
    // The first `length` of it, or the last, and the rest.
    std::pair<Stretch, Stretch> cut(std::int64_t length) const;
    std::pair<Stretch, Stretch> cut_from_end(std::int64_t length) const;
  };

  // In the order of the range's end.
  std::vector<HistoryEntry> read(const Users& users, const HistoryRange& range, const Stretch& stretch,
                                 std::int64_t limit);
  // Nothing that is looked for is outside.
  Stretch ends(const Users& users, const HistoryRange& range);
  std::int64_t last_seq();

  // Where one user's entry stands among that user's.
  struct Place {
    Instant at;
    std::int64_t version = 0;
  };

  Place place_of(std::int64_t user_id, std::int64_t seq);

  Directions of_user_;
  Directions of_account_;
  Statement ends_of_account_;
  Statement ends_of_team_;
  Statement last_seq_;
  Statement find_place_;
  Statement is_member_;
};

}  // namespace onduty::store
