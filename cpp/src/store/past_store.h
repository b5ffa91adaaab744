// Statuses at an instant of the past.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "onduty/past.h"
#include "store/connection.h"
#include "store/list_bounds.h"

namespace onduty::store {

// The users of an account, or of a team of it, who had been created at the instant, and not removed.
struct PastFilter {
  std::int64_t account_id = 0;
  std::optional<std::int64_t> team_id;
  Instant at;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class PastStore {
 public:
  explicit PastStore(Connection& connection);

  // In order of creation, then uuid. `bounds` has no `after`.
  std::vector<PastStatus> list(const PastFilter& filter, const ListBounds& bounds);
  std::int64_t count(const PastFilter& filter);

 private:
  // Custom statuses at one instant, by the names that entries of the history refer to.
  using Names = std::unordered_map<std::int64_t, std::optional<CustomStatus>>;

  struct Path {
    Path(Connection& connection, const std::string& from);

    Statement list;
    Statement count;
  };

  Path& path_of(const PastFilter& filter) { return filter.team_id ? of_team_ : all_; }
  // Takes the last entry at the instant or before for the status, if there is one.
  void read_status(std::int64_t user_id, Instant at, Names& names, PastStatus& past);
  std::optional<CustomStatus> name_at(std::int64_t revision, Instant at);

  Path all_;
  Path of_team_;
  Statement last_entry_;
  Statement name_at_;
};

}  // namespace onduty::store
