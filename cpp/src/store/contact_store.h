// Contacts as the API shows them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "onduty/contact.h"
#include "store/connection.h"
#include "store/list_bounds.h"

namespace onduty::store {

struct StoredContact {
  std::int64_t id = 0;
  Contact contact;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class ContactStore {
 public:
  explicit ContactStore(Connection& connection);

  // The contacts assigned to the user, those after `after`, in order of uuid (H2, H3). REQUIRES: limit >= 0.
  ContactPage assigned_to(std::int64_t user_id, const std::optional<Uuid>& after, int limit);

  // The same of a hand-off's list (see HandOffStore), as its contacts stand now.
  ContactPage of_hand_off(std::int64_t list_id, const std::optional<Uuid>& after, int limit);

  // The account's contacts that are not removed, in order of creation.
  std::vector<Contact> list(std::int64_t account_id, const ListBounds& bounds);
  std::int64_t count(std::int64_t account_id, const ListKey& after);
  // Where a contact stands in that list, or stood: removed ones too.
  std::optional<ListKey> key_of(std::int64_t account_id, const Uuid& uuid);

  // One contact that is not removed.
  std::optional<StoredContact> find(std::int64_t account_id, const Uuid& uuid);
  Conversation conversation(std::int64_t contact_id);

 private:
  Contact read(const Query& row);
  ContactPage page(Query& rows, const std::optional<Uuid>& after, int limit);

  Statement assigned_to_;
  Statement of_hand_off_;
  Statement list_;
  Statement count_;
  Statement key_;
  Statement find_;
  Statement conversation_;
  Statement tags_;
  Statement fields_;
};

}  // namespace onduty::store
