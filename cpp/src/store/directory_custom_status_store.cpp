#include "store/directory_custom_status_store.h"

#include "store/parked_text.h"

namespace onduty::store {
namespace {

domain::UserState read_state(const Query& row) {
  domain::UserState state;
  state.user_id = row->integer(1);
  state.available = row->integer(2) != 0;
  state.custom_status_id = row->optional_integer(3);
  state.available_at = row->instant(4);
  state.custom_status_at = row->instant(5);
  state.version = row->integer(6);
  return state;
}

}  // namespace

CustomStatusRow read_custom_status_row(const Query& row) {
  CustomStatusRow status;
  status.id = row->integer(0);
  status.uuid = row->uuid(1);
  status.name = row->text(2);
  status.name_folded = row->text(3);
  status.emoji = row->optional_text(4);
  status.created_at = row->instant(5);
  status.updated_at = row->instant(6);
  if (!row->is_null(7)) status.destroyed_at = row->instant(7);
  return status;
}

DirectoryCustomStatusStore::DirectoryCustomStatusStore(Connection& connection)
    : connection_(connection),
      all_(connection,
           "SELECT id, uuid, name, name_folded, emoji, created_at, updated_at, destroyed_at FROM custom_status"
           " WHERE account_id = ?1"),
      find_id_by_name_(
          connection,
          "SELECT id FROM custom_status WHERE account_id = ?1 AND name_folded = ?2 AND destroyed_at IS NULL"),
      insert_(connection,
              "INSERT INTO custom_status(account_id, uuid, name, name_folded, emoji, created_at, updated_at)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      update_(connection,
              "UPDATE custom_status SET name = ?2, name_folded = ?3, emoji = ?4, created_at = ?5, updated_at = ?6,"
              " destroyed_at = ?7 WHERE id = ?1"),
      park_name_(connection, "UPDATE custom_status SET name_folded = ?2 WHERE id = ?1"),
      add_revision_(
          connection,
          "INSERT INTO custom_status_revision(custom_status_id, name, emoji, since_at) VALUES (?1, ?2, ?3, ?4)"),
      holders_(
          connection,
          "SELECT u.uuid, s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
          " FROM user_status s JOIN user u ON u.id = s.user_id WHERE s.custom_status_id = ?1 ORDER BY s.user_id") {}

std::vector<CustomStatusRow> DirectoryCustomStatusStore::all(std::int64_t account_id) {
  std::vector<CustomStatusRow> statuses;
  for (Query rows(all_, account_id); rows.next();) statuses.push_back(read_custom_status_row(rows));
  return statuses;
}

std::optional<std::int64_t> DirectoryCustomStatusStore::find_id_by_name(std::int64_t account_id,
                                                                        std::string_view name_folded) {
  Query row(find_id_by_name_, account_id, name_folded);
  return row.next() ? std::optional(row->integer(0)) : std::nullopt;
}

std::int64_t DirectoryCustomStatusStore::insert(std::int64_t account_id, const CustomStatusRow& status) {
  run(insert_, account_id, status.uuid, status.name, status.name_folded, status.emoji, status.created_at,
      status.updated_at);
  return connection_.last_insert_id();
}

void DirectoryCustomStatusStore::update(const CustomStatusRow& status) {
  run(update_, status.id, status.name, status.name_folded, status.emoji, status.created_at, status.updated_at,
      status.destroyed_at);
}

void DirectoryCustomStatusStore::park_name(const CustomStatusRow& status) {
  run(park_name_, status.id, parked_text(status.uuid));
}

void DirectoryCustomStatusStore::add_revision(const CustomStatusRow& status, Instant since) {
  run(add_revision_, status.id, status.name, status.emoji, since);
}

std::vector<std::pair<Uuid, domain::UserState>> DirectoryCustomStatusStore::holders(std::int64_t custom_status_id) {
  std::vector<std::pair<Uuid, domain::UserState>> found;
  for (Query rows(holders_, custom_status_id); rows.next();) found.emplace_back(rows->uuid(0), read_state(rows));
  return found;
}

}  // namespace onduty::store
