#include "store/contact_store.h"

namespace onduty::store {

ContactStore::ContactStore(Connection& connection)
    : assigned_to_(connection,
                   "SELECT c.id, c.uuid, c.name, c.phone_number, c.avatar_url, c.created_at, c.source,"
                   " a.dashboard_url, c.conversation_id, u.email"
                   " FROM contact c JOIN user u ON u.id = c.assigned_user_id JOIN account a ON a.id = c.account_id"
                   " WHERE c.assigned_user_id = ?1 AND c.uuid > coalesce(?2, x'') AND c.removed_at IS NULL"
                   " ORDER BY c.uuid LIMIT ?3"),
      tags_(connection,
            "SELECT t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag_id WHERE ct.contact_id = ?1"
            " AND t.removed_at IS NULL ORDER BY ct.position, t.id"),
      fields_(connection,
              "SELECT f.name, cf.value FROM contact_field cf JOIN custom_field f ON f.id = cf.field_id"
              " WHERE cf.contact_id = ?1 AND f.removed_at IS NULL ORDER BY f.id") {}

Contact ContactStore::read(const Query& row) {
  const std::int64_t contact_id = row->integer(0);
  Contact contact;
  contact.uuid = row->uuid(1);
  contact.name = row->text(2);
  contact.phone_number = row->optional_text(3);
  contact.avatar_url = row->optional_text(4);
  contact.created_at = row->instant(5);
  contact.source = row->optional_text(6);
  const std::string dashboard_url = row->text(7);
  contact.href = dashboard_url + "/contacts/" + contact.uuid.hex();
  if (!row->is_null(8)) contact.conversation_href = dashboard_url + "/chat/" + row->text(8);
  contact.assigned_user = row->optional_text(9);
  for (Query tags(tags_, contact_id); tags.next();) contact.tags.push_back(tags->text(0));
  for (Query fields(fields_, contact_id); fields.next();) {
    contact.custom_fields.emplace_back(fields->text(0), fields->text(1));
  }
  return contact;
}

ContactPage ContactStore::assigned_to(std::int64_t user_id, const std::optional<Uuid>& after, int limit) {
  ContactPage page;
  Query rows(assigned_to_, user_id, after, limit + 1);  // one more tells whether the list goes on
  while (rows.next()) {
    if (page.contacts.size() == static_cast<std::size_t>(limit)) {
      // With a limit of 0 the rest begins where this page would have.
      page.next_after = page.contacts.empty() ? after.value_or(Uuid()) : page.contacts.back().uuid;
      break;
    }
    page.contacts.push_back(read(rows));
  }
  return page;
}

}  // namespace onduty::store
