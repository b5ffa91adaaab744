#include "store/undo_store.h"

namespace onduty::store {
namespace {

std::string entry_query(const char* conditions) {
  return std::string(
             "SELECT h.user_id, u.uuid, u.removed_at, h.version, h.available_before, c.uuid, h.change_set_id"
             " FROM status_history h JOIN user u ON u.id = h.user_id"
             " LEFT JOIN custom_status_revision r ON r.id = h.custom_revision_before"
             " LEFT JOIN custom_status c ON c.id = r.custom_status_id WHERE ") +
         conditions;
}

std::string contact_entry_query(const char* conditions) {
  return std::string("SELECT seq, contact_id, user_id, before, after FROM contact_history WHERE ") + conditions +
         " ORDER BY contact_id, seq";
}

UndoEntry read_entry(const Query& row) {
  UndoEntry entry;
  entry.user_id = row->integer(0);
  entry.user = row->uuid(1);
  entry.is_removed = !row->is_null(2);
  entry.version = row->integer(3);
  entry.available_before = row->integer(4) != 0;
  if (!row->is_null(5)) entry.custom_status_before = row->uuid(5);
  entry.change_set_id = row->optional_integer(6);
  return entry;
}

std::vector<UndoContactEntry> read_contact_entries(Query& row) {
  std::vector<UndoContactEntry> entries;
  while (row.next()) {
    entries.push_back({row->integer(0), row->integer(1), row->optional_integer(2), row->text(3), row->text(4)});
  }
  return entries;
}

std::string existence_query(const char* table) {
  return std::string("SELECT 1 FROM ") + table + " WHERE id = ?1 AND removed_at IS NULL";
}

}  // namespace

UndoStore::UndoStore(Connection& connection)
    : has_set_(connection, "SELECT 1 FROM change_set WHERE id = ?2 AND account_id = ?1"),
      entry_(connection, entry_query("h.seq = ?2 AND u.account_id = ?1")),
      entries_(connection, entry_query("h.change_set_id = ?1 ORDER BY h.user_id, h.version")),
      contact_entries_(connection, contact_entry_query("change_set_id = ?1")),
      contact_entries_of_(connection, contact_entry_query("change_set_id = ?1 AND user_id = ?2")),
      contact_(connection,
               "SELECT id, uuid, name, phone_number, avatar_url, created_at, source, conversation_id,"
               " assigned_user_id, team_id, bot_status, note, removed_at FROM contact WHERE id = ?1"),
      contact_entries_since_(connection, "SELECT count(*) FROM contact_history WHERE contact_id = ?1 AND seq >= ?2"),
      has_user_(connection, existence_query("user")),
      has_team_(connection, existence_query("team")),
      has_tag_(connection, existence_query("tag")),
      has_field_(connection, existence_query("custom_field")) {}

bool UndoStore::has_set(std::int64_t account_id, std::int64_t change_set_id) {
  return Query(has_set_, account_id, change_set_id).next();
}

std::optional<UndoEntry> UndoStore::entry(std::int64_t account_id, std::int64_t seq) {
  Query row(entry_, account_id, seq);
  return row.next() ? std::optional(read_entry(row)) : std::nullopt;
}

std::vector<UndoEntry> UndoStore::entries(std::int64_t change_set_id) {
  std::vector<UndoEntry> entries;
  for (Query row(entries_, change_set_id); row.next();) entries.push_back(read_entry(row));
  return entries;
}

std::vector<UndoContactEntry> UndoStore::contact_entries(std::int64_t change_set_id) {
  Query row(contact_entries_, change_set_id);
  return read_contact_entries(row);
}

std::vector<UndoContactEntry> UndoStore::contact_entries_of(std::int64_t change_set_id, std::int64_t user_id) {
  Query row(contact_entries_of_, change_set_id, user_id);
  return read_contact_entries(row);
}

std::optional<ContactRow> UndoStore::contact(std::int64_t contact_id) {
  Query row(contact_, contact_id);
  return row.next() ? std::optional(read_contact_row(row)) : std::nullopt;
}

std::int64_t UndoStore::contact_entries_since(std::int64_t contact_id, std::int64_t seq) {
  Query row(contact_entries_since_, contact_id, seq);
  return row.next() ? row->integer(0) : 0;
}

bool UndoStore::has_user(std::int64_t id) { return Query(has_user_, id).next(); }

bool UndoStore::has_team(std::int64_t id) { return Query(has_team_, id).next(); }

bool UndoStore::has_tag(std::int64_t id) { return Query(has_tag_, id).next(); }

bool UndoStore::has_field(std::int64_t id) { return Query(has_field_, id).next(); }

}  // namespace onduty::store
