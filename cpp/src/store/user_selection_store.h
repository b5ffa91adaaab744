// The users that something is to be done to, with what decisions need.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/user_state.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

// Those to whom all of it applies. Row ids instead of uuids.
struct UserSelection {
  std::optional<bool> available;
  std::optional<std::int64_t> team_id;
  std::optional<std::int64_t> custom_status_id;
  bool without_custom_status = false;
};

struct SelectedUser {
  Uuid uuid;
  domain::UserState state;
};

// None of its users is removed. Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class UserSelectionStore {
 public:
  explicit UserSelectionStore(Connection& connection);

  // In order of creation, then of uuid.
  std::vector<SelectedUser> select(std::int64_t account_id, const UserSelection& selection);

  std::optional<SelectedUser> find(std::int64_t account_id, const Uuid& uuid);
  std::optional<SelectedUser> find_by_email(std::int64_t account_id, std::string_view email_folded);
  bool matches(const SelectedUser& user, const UserSelection& selection);

 private:
  Statement all_;
  Statement of_team_;
  Statement find_;
  Statement find_by_email_;
  Statement is_member_;
};

}  // namespace onduty::store
