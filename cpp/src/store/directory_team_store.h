// Teams and who is in them, as an import writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onduty/instant.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

struct TeamRow {
  std::int64_t id = 0;
  Uuid uuid;
  std::string name;
  bool is_default = false;
  Instant created_at;
  std::optional<Instant> removed_at;

  friend bool operator==(const TeamRow&, const TeamRow&) = default;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryTeamStore {
 public:
  explicit DirectoryTeamStore(Connection& connection);

  std::optional<TeamRow> find(std::int64_t account_id, const Uuid& uuid);  // removed ones too
  std::vector<Uuid> defaults(std::int64_t account_id);                     // those marked as the default team
  std::int64_t insert(std::int64_t account_id, const TeamRow& team);       // gives its id
  void update(const TeamRow& team);

  std::vector<std::int64_t> members(std::int64_t team_id);  // ids of users, in order
  void add_member(std::int64_t team_id, std::int64_t user_id);
  void remove_member(std::int64_t team_id, std::int64_t user_id);
  void remove_members(std::int64_t team_id);

  // Takes removed teams away from the contacts of the account. Reads all contacts: for once an import.
  void detach_contacts(std::int64_t account_id);

 private:
  Connection& connection_;
  Statement find_;
  Statement defaults_;
  Statement insert_;
  Statement update_;
  Statement members_;
  Statement add_member_;
  Statement remove_member_;
  Statement remove_members_;
  Statement detach_contacts_;
};

}  // namespace onduty::store
