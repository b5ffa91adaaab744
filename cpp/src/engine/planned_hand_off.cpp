#include "engine/planned_hand_off.h"

#include <utility>

namespace onduty::engine {

std::vector<ContactMove> moves_of(store::Session& session, std::int64_t user_id, const domain::ContactChange& change) {
  std::vector<ContactMove> moves;
  for (const store::ContactRow& contact : session.changes().contacts_of(user_id)) {
    if (auto move = move_of(session, contact, change, user_id)) moves.push_back(*std::move(move));
  }
  return moves;
}

std::vector<store::PlannedContact> planned(const std::vector<ContactMove>& moves) {
  std::vector<store::PlannedContact> contacts;
  contacts.reserve(moves.size());
  for (const ContactMove& move : moves) {
    domain::ContactDifference difference = domain::difference(move.before, move.after);
    contacts.push_back({move.row.id, std::move(difference.before), std::move(difference.after)});
  }
  return contacts;
}

}  // namespace onduty::engine
