// API keys, for those who manage them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "onduty/api_key.h"
#include "store/connection.h"

namespace onduty::store {

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class ApiKeyList {
 public:
  explicit ApiKeyList(Connection& connection);

  // Revoked ones too, in order of creation.
  std::vector<ApiKeyInfo> all(std::int64_t account_id);
  std::optional<ApiKeyInfo> find(std::int64_t account_id, std::string_view name);

 private:
  Statement all_;
  Statement find_;
};

}  // namespace onduty::store
