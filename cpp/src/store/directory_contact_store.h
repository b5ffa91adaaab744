// Contacts with their tags and custom fields, as an import writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onduty/instant.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

struct ContactRow {
  std::int64_t id = 0;
  Uuid uuid;
  std::string name;
  std::optional<std::string> phone_number;
  std::optional<std::string> avatar_url;
  Instant created_at;
  std::optional<std::string> source;
  std::optional<std::string> conversation_id;
  std::optional<std::int64_t> assigned_user_id;
  std::optional<std::int64_t> team_id;
  std::optional<std::string> bot_status;
  std::optional<std::string> note;
  std::optional<Instant> removed_at;

  friend bool operator==(const ContactRow&, const ContactRow&) = default;
};

// From columns id, uuid, name, phone_number, avatar_url, created_at, source, conversation_id, assigned_user_id,
// team_id, bot_status, note, removed_at.
ContactRow read_contact_row(const Query& row);

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryContactStore {
 public:
  explicit DirectoryContactStore(Connection& connection);

  std::optional<ContactRow> find(std::int64_t account_id, const Uuid& uuid);  // removed ones too
  std::int64_t insert(std::int64_t account_id, const ContactRow& contact);    // gives its id
  void update(const ContactRow& contact);

  // Ids of tags that are not removed, in the contact's order.
  std::vector<std::int64_t> tags(std::int64_t contact_id);
  // Forgets the tags that are there, also removed ones. REQUIRES: no tag twice.
  void replace_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids);
  void add_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids);

  // The value's JSON text.
  std::optional<std::string> field(std::int64_t contact_id, std::int64_t field_id);
  void set_field(std::int64_t contact_id, std::int64_t field_id, const std::string& json);
  void clear_field(std::int64_t contact_id, std::int64_t field_id);

 private:
  Connection& connection_;
  Statement find_;
  Statement insert_;
  Statement update_;
  Statement tags_;
  Statement add_tag_;
  Statement clear_tags_;
  Statement field_;
  Statement set_field_;
  Statement clear_field_;
};

}  // namespace onduty::store
