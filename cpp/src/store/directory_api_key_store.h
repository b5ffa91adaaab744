// API keys, as an import writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

struct ApiKeyRow {
  std::int64_t id = 0;
  std::string name;
  std::string digest;  // of the secret, 32 bytes (I3)
  std::int64_t scopes = 0;
  std::optional<std::int64_t> user_id;
  std::optional<Instant> revoked_at;

  friend bool operator==(const ApiKeyRow&, const ApiKeyRow&) = default;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryApiKeyStore {
 public:
  explicit DirectoryApiKeyStore(Connection& connection);

  std::optional<ApiKeyRow> find(std::int64_t account_id, std::string_view name);  // revoked ones too
  // Of any account.
  std::optional<std::int64_t> find_id_by_digest(std::string_view digest);

  std::int64_t insert(std::int64_t account_id, const ApiKeyRow& key, Instant created_at);  // gives its id
  void update(const ApiKeyRow& key);
  // Takes the digest away until update() gives another one, so that two keys can swap secrets.
  void park_digest(const ApiKeyRow& key);

 private:
  Connection& connection_;
  Statement find_;
  Statement find_id_by_digest_;
  Statement insert_;
  Statement update_;
  Statement park_digest_;
};

}  // namespace onduty::store
