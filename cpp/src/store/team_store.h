// Teams, as the API shows them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "onduty/team.h"
#include "store/connection.h"
#include "store/list_bounds.h"

namespace onduty::store {

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class TeamStore {
 public:
  explicit TeamStore(Connection& connection);

  // Those that are not removed.
  std::optional<Team> find(std::int64_t account_id, const Uuid& uuid);
  std::vector<Team> list(std::int64_t account_id, const ListBounds& bounds);
  std::int64_t count(std::int64_t account_id, const ListKey& after);

  // Where a team stands in the list, or stood: removed ones too.
  std::optional<ListKey> key_of(std::int64_t account_id, const Uuid& uuid);

 private:
  Statement find_;
  Statement list_;
  Statement count_;
  Statement key_;
};

}  // namespace onduty::store
