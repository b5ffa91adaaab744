// Look-ups in the directory: accounts, keys, users, custom statuses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "domain/catalogue.h"
#include "onduty/account.h"
#include "onduty/api_key.h"
#include "store/connection.h"

namespace onduty::store {

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryReader {
 public:
  explicit DirectoryReader(Connection& connection);

  std::optional<std::int64_t> find_account(std::string_view name);
  std::vector<std::string> account_names();  // in order

  // The key with this digest, unless it was revoked.
  std::optional<ApiKey> find_api_key(std::string_view digest);
  // Whether the key is still there and not revoked.
  bool is_api_key_active(std::int64_t api_key_id);

  // The user whose key it is, if it is anybody's.
  std::optional<User> find_user_of_api_key(std::int64_t api_key_id);

  std::optional<User> find_user(std::int64_t account_id, const Uuid& uuid);
  std::optional<User> find_user_by_email(std::int64_t account_id, std::string_view email_folded);

  std::optional<std::int64_t> find_custom_status(std::int64_t account_id, const Uuid& uuid);

  std::optional<std::int64_t> find_user_id(std::int64_t account_id, std::string_view email_folded);
  std::optional<std::int64_t> find_team(std::int64_t account_id, const Uuid& uuid);
  std::optional<std::int64_t> find_tag(std::int64_t account_id, std::string_view name);
  std::optional<domain::KnownCustomField> find_custom_field(std::int64_t account_id, std::string_view name);
  bool is_bot_enabled(std::int64_t account_id);

 private:
  Statement find_account_;
  Statement account_names_;
  Statement find_api_key_;
  Statement is_api_key_active_;
  Statement find_user_of_api_key_;
  Statement find_user_;
  Statement find_user_by_email_;
  Statement find_custom_status_;
  Statement find_user_id_;
  Statement find_team_;
  Statement find_tag_;
  Statement find_custom_field_;
  Statement field_options_;
  Statement is_bot_enabled_;
};

// The catalogue of one account, as of the reader's transaction.
class AccountCatalogue final : public domain::Catalogue {
 public:
  AccountCatalogue(DirectoryReader& reader, std::int64_t account_id) : reader_(reader), account_id_(account_id) {}

  std::optional<std::int64_t> find_custom_status(const Uuid& id) const override {
    return reader_.find_custom_status(account_id_, id);
  }
  std::optional<std::int64_t> find_user(std::string_view email) const override {
    return reader_.find_user_id(account_id_, base::fold(email));
  }
  std::optional<std::int64_t> find_team(const Uuid& uuid) const override {
    return reader_.find_team(account_id_, uuid);
  }
  std::optional<std::int64_t> find_tag(std::string_view name) const override {
    return reader_.find_tag(account_id_, name);
  }
  std::optional<domain::KnownCustomField> find_custom_field(std::string_view name) const override {
    return reader_.find_custom_field(account_id_, name);
  }
  bool is_bot_enabled() const override { return reader_.is_bot_enabled(account_id_); }

 private:
  DirectoryReader& reader_;
  std::int64_t account_id_;
};

}  // namespace onduty::store
