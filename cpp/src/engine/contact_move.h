// A change of a contact, decided and not yet written.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/contact_decision.h"
#include "store/session.h"

namespace onduty::engine {

struct ContactMove {
  store::ContactRow row;
  domain::ContactState before;
  domain::ContactState after;
  std::optional<std::int64_t> user_id;  // whose update it belongs to, if it does to one's
};

// What the update of the user does to the contact; nothing where it stays as it is.
std::optional<ContactMove> move_of(store::Session& session, const store::ContactRow& contact,
                                   const domain::ContactChange& change, std::int64_t user_id);

}  // namespace onduty::engine
