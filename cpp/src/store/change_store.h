// Changes of more than one user's status: their sets, the history of contacts, and the lists of hand-offs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/contact_decision.h"
#include "onduty/instant.h"
#include "onduty/status.h"
#include "store/connection.h"
#include "store/directory_contact_store.h"

namespace onduty::store {

// A hand-off's cursor is good for so long (H3).
inline constexpr std::int64_t kHandOffListAgeMaxMs = 24 * 3600 * std::int64_t{1000};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class ChangeStore {
 public:
  explicit ChangeStore(Connection& connection);

  // Begins a set, and gives its id.
  std::int64_t insert_set(std::int64_t account_id, Instant at, const Origin& origin,
                          const std::optional<std::string>& reason);

  // A contact's row, unless it is removed.
  std::optional<ContactRow> find_contact(std::int64_t account_id, const Uuid& uuid);
  // Rows of the contacts assigned to the user and not removed, in order of uuid.
  std::vector<ContactRow> contacts_of(std::int64_t user_id);

  // The parts of a contact that requests can change.
  domain::ContactState read_state(const ContactRow& contact);
  // Writes what differs, and the history entry that tells of it. `user_id` is of the user whose update it belongs to,
  // if it does to one's. REQUIRES: they differ; `before` is what is stored.
  void record(const ContactRow& contact, const domain::ContactState& before, const domain::ContactState& after,
              std::int64_t change_set_id, const std::optional<std::int64_t>& user_id);

  // Keeps which contacts a hand-off touched, and forgets lists that are too old. Gives the list's id.
  std::int64_t insert_hand_off_list(std::int64_t user_id, const std::vector<ContactRow>& contacts, Instant now);
  // Whether the user has that list, and it is not too old.
  bool has_hand_off_list(std::int64_t user_id, std::int64_t list_id, Instant now);

 private:
  void write_fields(std::int64_t contact_id, const domain::ContactState& before, const domain::ContactState& after);

  Connection& connection_;
  DirectoryContactStore rows_;
  Statement insert_set_;
  Statement contacts_of_;
  Statement fields_;
  Statement append_;
  Statement insert_list_;
  Statement insert_list_contact_;
  Statement delete_old_lists_;
  Statement has_list_;
};

}  // namespace onduty::store
