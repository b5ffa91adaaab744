// What there is to be taken back: entries of the history with what they changed (Q5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/user_state.h"
#include "onduty/uuid.h"
#include "store/connection.h"
#include "store/directory_contact_store.h"

namespace onduty::store {

// A user's entry. Custom statuses are by uuid.
struct UndoEntry {
  std::int64_t user_id = 0;
  Uuid user;
  bool is_removed = false;
  std::int64_t version = 0;
  bool available_before = false;
  std::optional<Uuid> custom_status_before;
  std::optional<std::int64_t> change_set_id;
};

// A contact's entry; its sides are JSON objects of what differs.
struct UndoContactEntry {
  std::int64_t seq = 0;
  std::int64_t contact_id = 0;
  std::optional<std::int64_t> user_id;  // whose update it belongs to
  std::string before;
  std::string after;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class UndoStore {
 public:
  explicit UndoStore(Connection& connection);

  bool has_set(std::int64_t account_id, std::int64_t change_set_id);
  std::optional<UndoEntry> entry(std::int64_t account_id, std::int64_t seq);
  // A set's entries of users, by user, and by version those of one.
  std::vector<UndoEntry> entries(std::int64_t change_set_id);
  // A set's entries of contacts, by contact, and by seq those of one.
  std::vector<UndoContactEntry> contact_entries(std::int64_t change_set_id);
  // Those that belong to this user's update.
  std::vector<UndoContactEntry> contact_entries_of(std::int64_t change_set_id, std::int64_t user_id);

  // The row of a contact, a removed one too.
  std::optional<ContactRow> contact(std::int64_t contact_id);
  // How many entries the contact has with this seq or a greater one.
  std::int64_t contact_entries_since(std::int64_t contact_id, std::int64_t seq);

  // Whether what a contact referred to is still there.
  bool has_user(std::int64_t id);
  bool has_team(std::int64_t id);
  bool has_tag(std::int64_t id);
  bool has_field(std::int64_t id);

 private:
  Statement has_set_;
  Statement entry_;
  Statement entries_;
  Statement contact_entries_;
  Statement contact_entries_of_;
  Statement contact_;
  Statement contact_entries_since_;
  Statement has_user_;
  Statement has_team_;
  Statement has_tag_;
  Statement has_field_;
};

}  // namespace onduty::store
