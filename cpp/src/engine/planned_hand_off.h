// What a hand-off would change, before it does (Q4).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/contact_move.h"

namespace onduty::engine {

// In order of uuid. Contacts that stay as they are are not among them.
std::vector<ContactMove> moves_of(store::Session& session, std::int64_t user_id, const domain::ContactChange& change);

// What is kept of them: who is moved, from what, to what. Equal only where the same is done to the same contacts.
std::vector<store::PlannedContact> planned(const std::vector<ContactMove>& moves);

}  // namespace onduty::engine
