#include "store/contact_store.h"

#include <string>

namespace onduty::store {
namespace {

// Contacts of an account in order of creation. The page is cut out of ids, so that the rows before it need not be read.
constexpr char kPageOfContacts[] =
    "(SELECT id FROM contact WHERE account_id = ?1 AND removed_at IS NULL AND (created_at, uuid) > (?2, ?3)"
    " ORDER BY created_at, uuid LIMIT ?4 OFFSET ?5) p CROSS JOIN contact c ON c.id = p.id";

// What read() takes of a contact, whatever chooses the rows.
std::string select_contacts(const char* from, const char* where) {
  return std::string(
             "SELECT c.id, c.uuid, c.name, c.phone_number, c.avatar_url, c.created_at, c.source, a.dashboard_url,"
             " c.conversation_id, u.email FROM ") +
         from + " JOIN account a ON a.id = c.account_id LEFT JOIN user u ON u.id = c.assigned_user_id WHERE " + where +
         " AND c.removed_at IS NULL";
}

}  // namespace

ContactStore::ContactStore(Connection& connection)
    : assigned_to_(connection, select_contacts("contact c", "c.assigned_user_id = ?1 AND c.uuid > coalesce(?2, x'')") +
                                   " ORDER BY c.uuid LIMIT ?3"),
      of_hand_off_(connection, select_contacts("hand_off_contact h JOIN contact c ON c.id = h.contact_id",
                                               "h.list_id = ?1 AND h.uuid > coalesce(?2, x'')") +
                                   " ORDER BY h.uuid LIMIT ?3"),
      list_(connection, select_contacts(kPageOfContacts, "1") + " ORDER BY c.created_at, c.uuid"),
      count_(connection,
             "SELECT count(*) FROM contact WHERE account_id = ?1 AND removed_at IS NULL AND (created_at, uuid) > (?2, "
             "?3)"),
      key_(connection, "SELECT created_at, uuid FROM contact WHERE account_id = ?1 AND uuid = ?2"),
      find_(connection, select_contacts("contact c", "c.account_id = ?1 AND c.uuid = ?2")),
      conversation_(connection,
                    "SELECT t.uuid, c.bot_status, c.note FROM contact c"
                    " LEFT JOIN team t ON t.id = c.team_id AND t.removed_at IS NULL WHERE c.id = ?1"),
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

// REQUIRES: `rows` gives one more than the limit, which tells whether the list goes on.
ContactPage ContactStore::page(Query& rows, const std::optional<Uuid>& after, int limit) {
  ContactPage page;
  while (rows.next()) {
    if (page.contacts.size() == static_cast<std::size_t>(limit)) {
      // With a limit of 0 the rest begins where this page would have.
      page.next = (page.contacts.empty() ? after.value_or(Uuid()) : page.contacts.back().uuid).hex();
      break;
    }
    page.contacts.push_back(read(rows));
  }
  return page;
}

ContactPage ContactStore::assigned_to(std::int64_t user_id, const std::optional<Uuid>& after, int limit) {
  Query rows(assigned_to_, user_id, after, limit + 1);
  return page(rows, after, limit);
}

ContactPage ContactStore::of_hand_off(std::int64_t list_id, const std::optional<Uuid>& after, int limit) {
  Query rows(of_hand_off_, list_id, after, limit + 1);
  return page(rows, after, limit);
}

std::vector<Contact> ContactStore::list(std::int64_t account_id, const ListBounds& bounds) {
  std::vector<Contact> contacts;
  Query rows(list_, account_id, bounds.after.created_at, bounds.after.uuid, bounds.limit, bounds.skipped);
  while (rows.next()) contacts.push_back(read(rows));
  return contacts;
}

std::int64_t ContactStore::count(std::int64_t account_id, const ListKey& after) {
  Query row(count_, account_id, after.created_at, after.uuid);
  return read_count(row);
}

std::optional<ListKey> ContactStore::key_of(std::int64_t account_id, const Uuid& uuid) {
  Query row(key_, account_id, uuid);
  return read_key(row);
}

std::optional<StoredContact> ContactStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  if (!row.next()) return std::nullopt;
  return StoredContact{row->integer(0), read(row)};
}

Conversation ContactStore::conversation(std::int64_t contact_id) {
  Conversation conversation;
  Query row(conversation_, contact_id);
  if (!row.next()) return conversation;
  if (!row->is_null(0)) conversation.team = row->uuid(0);
  conversation.bot_status = row->optional_text(1);
  conversation.note = row->optional_text(2);
  return conversation;
}

}  // namespace onduty::store
