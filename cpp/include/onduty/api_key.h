// Keys with which clients of the HTTP API show who they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onduty/instant.h"

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

  friend bool operator==(const ApiKey&, const ApiKey&) = default;
};

// A key as those who manage them see it, revoked ones too.
struct ApiKeyInfo {
  std::string name;
  std::vector<std::string> scopes;  // "read", "write", "act_for_others"
  std::optional<std::string> user;  // e-mail of the person whose key it is
  Instant created_at;
  std::optional<Instant> revoked_at;

  friend bool operator==(const ApiKeyInfo&, const ApiKeyInfo&) = default;
};

// What a new key is to be.
struct ApiKeyDraft {
  std::string name;  // 1 to 100 characters, unlike any other key's, revoked ones included
  std::vector<std::string> scopes{"read", "write"};  // at least one
  std::optional<std::string> user;                   // uuid or e-mail of the person whose key it is
};

// A key that was just made. This is the only time that the secret is there.
struct NewApiKey {
  ApiKeyInfo key;
  std::string secret;  // "od_" and 43 characters of A-Z, a-z, 0-9, - and _
};

struct ApiKeyRevocation {
  bool changed = false;  // false when it was revoked already
  ApiKeyInfo key;

  friend bool operator==(const ApiKeyRevocation&, const ApiKeyRevocation&) = default;
};

}  // namespace onduty
