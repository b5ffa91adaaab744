// Accounts, as an import writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

struct AccountRow {
  std::int64_t id = 0;
  std::string name;
  std::string dashboard_url;
  bool bot_enabled = false;
  std::optional<std::string> bot_name;

  friend bool operator==(const AccountRow&, const AccountRow&) = default;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryAccountStore {
 public:
  explicit DirectoryAccountStore(Connection& connection);

  std::optional<AccountRow> find(std::string_view name);
  std::int64_t insert(const AccountRow& account, Instant created_at);  // gives its id
  void update(const AccountRow& account);

  // Tells every process that what it keeps of directories and keys is out of date.
  void raise_catalogue_version();

 private:
  Connection& connection_;
  Statement find_;
  Statement insert_;
  Statement update_;
  Statement raise_;
};

}  // namespace onduty::store
