// A key with which a client of the HTTP API shows who it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace onduty {

// A key that is known and not revoked. The secret itself is never kept (I3).
struct ApiKey {
  std::int64_t id = 0;  // for Origin::api_key_id
  std::string name;
  std::int64_t account_id = 0;
  std::string account;  // the account's name
  bool may_read = false;
  bool may_write = false;
  bool may_act_for_others = false;  // may name another actor than itself (U10)
};

}  // namespace onduty
