#include "store/directory_contact_store.h"

namespace onduty::store {

ContactRow read_contact_row(const Query& row) {
  ContactRow contact;
  contact.id = row->integer(0);
  contact.uuid = row->uuid(1);
  contact.name = row->text(2);
  contact.phone_number = row->optional_text(3);
  contact.avatar_url = row->optional_text(4);
  contact.created_at = row->instant(5);
  contact.source = row->optional_text(6);
  contact.conversation_id = row->optional_text(7);
  contact.assigned_user_id = row->optional_integer(8);
  contact.team_id = row->optional_integer(9);
  contact.bot_status = row->optional_text(10);
  contact.note = row->optional_text(11);
  if (!row->is_null(12)) contact.removed_at = row->instant(12);
  return contact;
}

DirectoryContactStore::DirectoryContactStore(Connection& connection)
    : connection_(connection),
      find_(connection,
            "SELECT id, uuid, name, phone_number, avatar_url, created_at, source, conversation_id, assigned_user_id,"
            " team_id, bot_status, note, removed_at FROM contact WHERE account_id = ?1 AND uuid = ?2"),
      insert_(connection,
              "INSERT INTO contact(account_id, uuid, name, phone_number, avatar_url, created_at, source,"
              " conversation_id, assigned_user_id, team_id, bot_status, note)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
      update_(connection,
              "UPDATE contact SET name = ?2, phone_number = ?3, avatar_url = ?4, created_at = ?5, source = ?6,"
              " conversation_id = ?7, assigned_user_id = ?8, team_id = ?9, bot_status = ?10, note = ?11,"
              " removed_at = ?12 WHERE id = ?1"),
      tags_(connection,
            "SELECT ct.tag_id FROM contact_tag ct JOIN tag t ON t.id = ct.tag_id"
            " WHERE ct.contact_id = ?1 AND t.removed_at IS NULL ORDER BY ct.position, ct.tag_id"),
      add_tag_(connection, "INSERT INTO contact_tag(contact_id, tag_id, position) VALUES (?1, ?2, ?3)"),
      clear_tags_(connection, "DELETE FROM contact_tag WHERE contact_id = ?1"),
      field_(connection, "SELECT value FROM contact_field WHERE contact_id = ?1 AND field_id = ?2"),
      set_field_(connection,
                 "INSERT INTO contact_field(contact_id, field_id, value) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT(contact_id, field_id) DO UPDATE SET value = excluded.value"),
      clear_field_(connection, "DELETE FROM contact_field WHERE contact_id = ?1 AND field_id = ?2") {}

std::optional<ContactRow> DirectoryContactStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  return row.next() ? std::optional(read_contact_row(row)) : std::nullopt;
}

std::int64_t DirectoryContactStore::insert(std::int64_t account_id, const ContactRow& contact) {
  run(insert_, account_id, contact.uuid, contact.name, contact.phone_number, contact.avatar_url, contact.created_at,
      contact.source, contact.conversation_id, contact.assigned_user_id, contact.team_id, contact.bot_status,
      contact.note);
  return connection_.last_insert_id();
}

void DirectoryContactStore::update(const ContactRow& contact) {
  run(update_, contact.id, contact.name, contact.phone_number, contact.avatar_url, contact.created_at, contact.source,
      contact.conversation_id, contact.assigned_user_id, contact.team_id, contact.bot_status, contact.note,
      contact.removed_at);
}

std::vector<std::int64_t> DirectoryContactStore::tags(std::int64_t contact_id) {
  std::vector<std::int64_t> tag_ids;
  for (Query rows(tags_, contact_id); rows.next();) tag_ids.push_back(rows->integer(0));
  return tag_ids;
}

void DirectoryContactStore::replace_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids) {
  run(clear_tags_, contact_id);
  add_tags(contact_id, tag_ids);
}

void DirectoryContactStore::add_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids) {
  std::int64_t position = 0;
  for (const std::int64_t tag_id : tag_ids) run(add_tag_, contact_id, tag_id, position++);
}

std::optional<std::string> DirectoryContactStore::field(std::int64_t contact_id, std::int64_t field_id) {
  Query row(field_, contact_id, field_id);
  return row.next() ? std::optional(row->text(0)) : std::nullopt;
}

void DirectoryContactStore::set_field(std::int64_t contact_id, std::int64_t field_id, const std::string& json) {
  run(set_field_, contact_id, field_id, json);
}

void DirectoryContactStore::clear_field(std::int64_t contact_id, std::int64_t field_id) {
  run(clear_field_, contact_id, field_id);
}

}  // namespace onduty::store
