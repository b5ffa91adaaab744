#include "engine/contact_move.h"

#include <utility>

namespace onduty::engine {

std::optional<ContactMove> move_of(store::Session& session, const store::ContactRow& contact,
                                   const domain::ContactChange& change, std::int64_t user_id) {
  domain::ContactState before = session.changes().read_state(contact);
  domain::ContactState after = domain::decide_contact(before, change);
  if (after == before) return std::nullopt;
  return ContactMove{contact, std::move(before), std::move(after), user_id};
}

}  // namespace onduty::engine
