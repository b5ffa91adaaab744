// Lists of users with their statuses.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "onduty/user.h"
#include "store/connection.h"
#include "store/list_bounds.h"

namespace onduty::store {

// Those to whom all of it applies. Row ids instead of uuids.
struct UserFilter {
  std::optional<bool> available;
  std::optional<std::int64_t> team_id;
  std::optional<std::int64_t> custom_status_id;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class UserListStore {
 public:
  explicit UserListStore(Connection& connection);

  // The account's users who are not removed.
  std::vector<UserStatus> list(std::int64_t account_id, const UserFilter& filter, const ListBounds& bounds);
  std::int64_t count(std::int64_t account_id, const UserFilter& filter, const ListKey& after);

  // Where a user stands in the list, or stood: removed ones too.
  std::optional<ListKey> key_of(std::int64_t account_id, const Uuid& uuid);

 private:
  // One way to the rows, by what narrows them down most.
  struct Path {
    Path(Connection& connection, const char* from);

    Statement list;
    Statement count;
  };

  Path& path_of(const UserFilter& filter);

  Path all_;
  Path of_team_;
  Path of_custom_status_;
  Statement count_all_;
  Statement key_;
};

}  // namespace onduty::store
