// Contacts as the API shows them.
#pragma once

#include <cstdint>
#include <optional>

#include "onduty/contact.h"
#include "store/connection.h"

namespace onduty::store {

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class ContactStore {
 public:
  explicit ContactStore(Connection& connection);

  // The contacts assigned to the user, those after `after`, in order of uuid (H2, H3). REQUIRES: limit >= 0.
  ContactPage assigned_to(std::int64_t user_id, const std::optional<Uuid>& after, int limit);

 private:
  Contact read(const Query& row);

  Statement assigned_to_;
  Statement tags_;
  Statement fields_;
};

}  // namespace onduty::store
