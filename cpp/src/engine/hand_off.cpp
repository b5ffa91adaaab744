#include "engine/hand_off.h"

#include <algorithm>
#include <vector>

#include "domain/contact_cursor.h"
#include "engine/contact_move.h"

namespace onduty::engine {
namespace {

// The first contacts of those touched; the cursor walks a list, since they need not be the user's any more.
ContactPage first_page(store::Session& session, std::int64_t account_id, std::int64_t user_id,
                       const std::vector<store::ContactRow>& contacts, int limit, Instant now) {
  ContactPage page;
  const std::size_t shown = std::min(contacts.size(), static_cast<std::size_t>(limit));
  for (std::size_t i = 0; i < shown; ++i) {
    if (auto found = session.contacts().find(account_id, contacts[i].uuid)) {
      page.contacts.push_back(std::move(found->contact));
    }
  }
  if (shown < contacts.size()) {
    const std::int64_t list_id = session.changes().insert_hand_off_list(user_id, contacts, now);
    page.next = domain::ContactCursor{list_id, shown == 0 ? Uuid() : contacts[shown - 1].uuid}.text();
  }
  return page;
}

}  // namespace

bool change_contacts(store::Session& session, std::int64_t user_id, const std::vector<store::ContactRow>& contacts,
                     const domain::ContactChange& change, const std::function<std::int64_t()>& change_set_id) {
  bool changed = false;
  for (const store::ContactRow& contact : contacts) {
    const auto move = move_of(session, contact, change, user_id);
    if (!move) continue;
    session.changes().record(move->row, move->before, move->after, change_set_id(), move->user_id);
    changed = true;
  }
  return changed;
}

HandOffOutcome hand_off(store::Session& session, std::int64_t account_id, std::int64_t user_id,
                        const domain::ContactChange& change, const StatusRequest& request, Instant now) {
  const std::vector<store::ContactRow> contacts = session.changes().contacts_of(user_id);
  HandOffOutcome outcome;
  change_contacts(session, user_id, contacts, change, [&] {
    if (!outcome.change_set_id) {
      outcome.change_set_id = session.changes().insert_set(account_id, now, request.origin, request.update.reason);
    }
    return *outcome.change_set_id;
  });
  outcome.page = first_page(session, account_id, user_id, contacts, request.contacts_max, now);
  return outcome;
}

Result<ContactPage> page_of_contacts(store::Session& session, std::int64_t user_id,
                                     const std::optional<std::string>& after, int limit, Instant now) {
  if (!after) return session.contacts().assigned_to(user_id, std::nullopt, limit);
  const auto cursor = domain::ContactCursor::parse(*after);
  const auto list_id = cursor ? cursor->hand_off_list_id : std::nullopt;
  if (!cursor || (list_id && !session.changes().has_hand_off_list(user_id, *list_id, now))) {
    ParamErrors refused;
    refused.add("after", "is not a cursor of this list, or older than a day");
    return Error::invalid_params(std::move(refused));
  }
  if (!list_id) return session.contacts().assigned_to(user_id, cursor->after, limit);
  ContactPage page = session.contacts().of_hand_off(*list_id, cursor->after, limit);
  if (page.next) page.next = domain::ContactCursor{list_id, *Uuid::parse(*page.next)}.text();
  return page;
}

}  // namespace onduty::engine
