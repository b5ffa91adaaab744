// The directory document (§6) as plain values: who and what an account has.
//
// Every entry stands at its position in the document, so that the JSON pointer of whatever is wrong with it can be
// told. A member without a value is a key that was absent or refused: it leaves alone what is stored (I1). Nullable<>
// tells `null` from absent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/custom_field.h"
#include "domain/text_rule.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty::domain {

template <class T>
using Nullable = std::optional<std::optional<T>>;

inline constexpr TextRule kAccountNameRule{.characters_max = 100};
inline constexpr TextRule kUrlRule{.characters_max = 2'000};
inline constexpr TextRule kBotNameRule{.characters_max = 100};
inline constexpr TextRule kApiKeyNameRule{.characters_max = 100};
inline constexpr TextRule kUserNameRule{.characters_max = 200};
inline constexpr TextRule kTeamNameRule{.characters_max = 100};
inline constexpr TextRule kTagNameRule{.characters_max = 100};
inline constexpr TextRule kCustomFieldNameRule{.characters_max = 100};
inline constexpr TextRule kCustomFieldOptionRule{.characters_max = 200};
inline constexpr TextRule kContactNameRule{.characters_max = 200, .required = false};
inline constexpr TextRule kPhoneNumberRule{.characters_max = 100, .required = false};
inline constexpr TextRule kAvatarUrlRule{.characters_max = 2'000, .required = false};
inline constexpr TextRule kSourceRule{.characters_max = 100, .required = false};
inline constexpr TextRule kNoteRule{.characters_max = 1'000, .required = false, .many_lines = true};

// The uuid and names below are empty only where the document's were refused. Such an entry is `left_out`, and so is one
// that names what an entry before it names (see directory_duplicates.h): there is nothing to apply it to.

struct AccountEntry {
  std::string name;
  std::optional<std::string> dashboard_url;  // without a slash at the end
  std::optional<bool> bot_enabled;
  Nullable<std::string> bot_name;
};

// What a key may do; they add up.
inline constexpr std::int64_t kScopeRead = 1;
inline constexpr std::int64_t kScopeWrite = 2;
inline constexpr std::int64_t kScopeActForOthers = 4;

std::optional<std::int64_t> scope_from_name(std::string_view name);  // "read", "write", "act_for_others"

inline constexpr std::size_t kSecretSizeMin = 8;    // bytes
inline constexpr std::size_t kSecretSizeMax = 255;  // bytes

struct ApiKeyEntry {
  std::string name;
  std::optional<std::string> digest;  // of the secret, which goes no further than the reader of the document (I3)
  std::optional<std::int64_t> scopes;
  Nullable<std::string> user;  // e-mail
  bool removed = false;
  bool left_out = false;
};

struct UserEntry {
  std::optional<Uuid> uuid;
  std::optional<std::string> email;
  std::optional<std::string> name;
  std::optional<Instant> created_at;
  std::optional<bool> available;
  CustomStatusUpdate custom_status;
  bool removed = false;
  bool left_out = false;

  bool has_state() const { return available || custom_status.kind != CustomStatusUpdate::Kind::kKeep; }
};

struct TeamEntry {
  Uuid uuid;
  std::optional<std::string> name;
  std::optional<Instant> created_at;
  std::optional<bool> is_default;
  std::optional<std::vector<std::string>> members;  // e-mails
  bool removed = false;
  bool left_out = false;
};

struct CustomStatusEntry {
  Uuid id;
  std::optional<std::string> name;  // trimmed
  Nullable<std::string> emoji;
  std::optional<Instant> created_at;
  std::optional<Instant> updated_at;
  bool removed = false;
  bool left_out = false;
};

struct TagEntry {
  std::string name;
  bool removed = false;
  bool left_out = false;
};

struct CustomFieldEntry {
  std::string name;
  std::optional<CustomFieldType> type;
  std::optional<std::vector<std::string>> options;
  bool removed = false;
  bool left_out = false;
};

struct ContactEntry {
  Uuid uuid;
  std::optional<std::string> name;
  Nullable<std::string> phone_number;
  Nullable<std::string> avatar_url;
  std::optional<Instant> created_at;
  Nullable<std::string> source;
  Nullable<std::string> conversation_id;
  std::optional<std::vector<std::string>> tags;
  Nullable<std::string> assigned_user;                                                 // e-mail
  std::vector<std::pair<std::string, std::optional<CustomFieldValue>>> custom_fields;  // no value clears the field
  Nullable<Uuid> team;
  Nullable<std::string> bot_status;
  Nullable<std::string> note;
  bool removed = false;
  bool left_out = false;
};

struct Directory {
  AccountEntry account;
  std::vector<ApiKeyEntry> api_keys;
  std::vector<UserEntry> users;
  std::vector<TeamEntry> teams;
  std::vector<CustomStatusEntry> custom_statuses;
  std::vector<TagEntry> tags;
  std::vector<CustomFieldEntry> custom_fields;
  std::vector<ContactEntry> contacts;
  // What the document's own text is refused for. The entries hold what could be read all the same, so that one answer
  // tells this and what the database has against the rest (I2).
  ParamErrors problems;

  std::size_t entry_count() const;
};

}  // namespace onduty::domain
