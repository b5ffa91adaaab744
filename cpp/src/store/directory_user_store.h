// Users, as an import writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/instant.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

struct UserRow {
  std::int64_t id = 0;
  Uuid uuid;
  std::string email;
  std::string email_folded;
  std::string name;
  Instant created_at;
  std::optional<Instant> removed_at;

  friend bool operator==(const UserRow&, const UserRow&) = default;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryUserStore {
 public:
  explicit DirectoryUserStore(Connection& connection);

  // Removed ones too.
  std::optional<UserRow> find(std::int64_t account_id, const Uuid& uuid);
  // Those that are not removed.
  std::optional<UserRow> find_by_email(std::int64_t account_id, std::string_view email_folded);
  std::optional<std::int64_t> find_id_by_email(std::int64_t account_id, std::string_view email_folded);

  std::int64_t insert(std::int64_t account_id, const UserRow& user);  // gives its id
  void update(const UserRow& user);
  // Takes the e-mail away until update() gives another one, so that two users can swap theirs.
  void park_email(const UserRow& user);

  // That the user was removed, and is back.
  void insert_absence(std::int64_t user_id, Instant from, Instant back);

  // Takes the user out of every team and away from every contact.
  void detach(std::int64_t user_id);
  // Takes removed users away from the API keys of the account.
  void detach_api_keys(std::int64_t account_id);

  // The instant of the user's first history entry.
  std::optional<Instant> first_change_at(std::int64_t user_id);
  // Gives halves of the status that never changed the clock that goes with another creation (U6).
  void move_untouched_clocks(std::int64_t user_id, Instant created_at);

 private:
  Connection& connection_;
  Statement find_;
  Statement find_by_email_;
  Statement find_id_by_email_;
  Statement insert_;
  Statement update_;
  Statement park_email_;
  Statement insert_absence_;
  Statement leave_teams_;
  Statement leave_contacts_;
  Statement detach_api_keys_;
  Statement first_change_at_;
  Statement move_untouched_clocks_;
};

}  // namespace onduty::store
