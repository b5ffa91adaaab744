#include "store/change_store.h"

namespace onduty::store {

ChangeStore::ChangeStore(Connection& connection)
    : connection_(connection),
      rows_(connection),
      insert_set_(connection,
                  "INSERT INTO change_set(account_id, at, way, api_key_id, actor, reason)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      contacts_of_(connection,
                   "SELECT id, uuid, name, phone_number, avatar_url, created_at, source, conversation_id,"
                   " assigned_user_id, team_id, bot_status, note, removed_at FROM contact"
                   " WHERE assigned_user_id = ?1 AND removed_at IS NULL ORDER BY uuid"),
      fields_(connection, "SELECT field_id, value FROM contact_field WHERE contact_id = ?1"),
      append_(
          connection,
          "INSERT INTO contact_history(contact_id, change_set_id, user_id, before, after) VALUES (?1, ?2, ?3, ?4, ?5)"),
      insert_list_(connection, "INSERT INTO hand_off_list(user_id, created_at) VALUES (?1, ?2)"),
      insert_list_contact_(connection, "INSERT INTO hand_off_contact(list_id, uuid, contact_id) VALUES (?1, ?2, ?3)"),
      delete_old_lists_(connection, "DELETE FROM hand_off_list WHERE created_at < ?1"),
      has_list_(connection, "SELECT 1 FROM hand_off_list WHERE id = ?1 AND user_id = ?2 AND created_at >= ?3") {}

std::int64_t ChangeStore::insert_set(std::int64_t account_id, Instant at, const Origin& origin,
                                     const std::optional<std::string>& reason) {
  run(insert_set_, account_id, at, static_cast<std::int64_t>(origin.way), origin.api_key_id, origin.actor, reason);
  return connection_.last_insert_id();
}

std::optional<ContactRow> ChangeStore::find_contact(std::int64_t account_id, const Uuid& uuid) {
  auto row = rows_.find(account_id, uuid);
  return row && !row->removed_at ? row : std::nullopt;
}

std::vector<ContactRow> ChangeStore::contacts_of(std::int64_t user_id) {
  std::vector<ContactRow> contacts;
  for (Query rows(contacts_of_, user_id); rows.next();) contacts.push_back(read_contact_row(rows));
  return contacts;
}

domain::ContactState ChangeStore::read_state(const ContactRow& contact) {
  domain::ContactState state;
  state.name = contact.name;
  state.note = contact.note;
  state.bot_status = contact.bot_status;
  state.assigned_user_id = contact.assigned_user_id;
  state.team_id = contact.team_id;
  state.tag_ids = rows_.tags(contact.id);
  for (Query rows(fields_, contact.id); rows.next();) state.field_values.emplace(rows->integer(0), rows->text(1));
  return state;
}

void ChangeStore::write_fields(std::int64_t contact_id, const domain::ContactState& before,
                               const domain::ContactState& after) {
  for (const auto& [field_id, value] : after.field_values) {
    const auto found = before.field_values.find(field_id);
    if (found == before.field_values.end() || found->second != value) rows_.set_field(contact_id, field_id, value);
  }
  for (const auto& [field_id, unused] : before.field_values) {
    if (after.field_values.count(field_id) == 0) rows_.clear_field(contact_id, field_id);
  }
}

void ChangeStore::record(const ContactRow& contact, const domain::ContactState& before,
                         const domain::ContactState& after, std::int64_t change_set_id,
                         const std::optional<std::int64_t>& user_id) {
  ContactRow row = contact;
  row.name = after.name;
  row.note = after.note;
  row.bot_status = after.bot_status;
  row.assigned_user_id = after.assigned_user_id;
  row.team_id = after.team_id;
  if (row != contact) rows_.update(row);
  if (before.tag_ids != after.tag_ids) rows_.replace_tags(contact.id, after.tag_ids);
  write_fields(contact.id, before, after);
  const domain::ContactDifference difference = domain::difference(before, after);
  run(append_, contact.id, change_set_id, user_id, difference.before, difference.after);
}

std::int64_t ChangeStore::insert_hand_off_list(std::int64_t user_id, const std::vector<ContactRow>& contacts,
                                               Instant now) {
  run(delete_old_lists_, now.ms - kHandOffListAgeMaxMs);
  run(insert_list_, user_id, now);
  const std::int64_t list_id = connection_.last_insert_id();
  for (const ContactRow& contact : contacts) run(insert_list_contact_, list_id, contact.uuid, contact.id);
  return list_id;
}

bool ChangeStore::has_hand_off_list(std::int64_t user_id, std::int64_t list_id, Instant now) {
  return Query(has_list_, list_id, user_id, now.ms - kHandOffListAgeMaxMs).next();
}

}  // namespace onduty::store
