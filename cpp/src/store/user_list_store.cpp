#include "store/user_list_store.h"

#include <string>

namespace onduty::store {
namespace {

// Parameters: account, the key's instant and uuid, team, available, custom status, limit, skipped.
//
// CROSS JOIN keeps SQLite to the order that is written: from the narrowest to the user's rows by their ids.
constexpr char kAll[] = "user u CROSS JOIN user_status s ON s.user_id = u.id WHERE u.account_id = ?1";
constexpr char kOfTeam[] =
    "team_member m CROSS JOIN user u ON u.id = m.user_id CROSS JOIN user_status s ON s.user_id = u.id"
    " WHERE m.team_id = ?4 AND u.account_id = ?1";
constexpr char kOfCustomStatus[] =
    "user_status s CROSS JOIN user u ON u.id = s.user_id WHERE s.custom_status_id = ?6 AND u.account_id = ?1";

constexpr char kConditions[] =
    " AND u.removed_at IS NULL AND (u.created_at, u.uuid) > (?2, ?3)"
    " AND (?5 IS NULL OR s.available = ?5) AND (?6 IS NULL OR s.custom_status_id = ?6)";

// The page is cut out of ids, so that the rows before it need not be read.
std::string list_query(const char* from) {
  return std::string(
             "SELECT u.uuid, u.email, u.name, s.available, s.available_at, s.custom_status_at, s.version,"
             " c.uuid, c.name, c.emoji FROM (SELECT u.id FROM ") +
         from + kConditions +
         " ORDER BY u.created_at, u.uuid LIMIT ?7 OFFSET ?8) p CROSS JOIN user u ON u.id = p.id"
         " CROSS JOIN user_status s ON s.user_id = u.id LEFT JOIN custom_status c ON c.id = s.custom_status_id"
         " ORDER BY u.created_at, u.uuid";
}

std::string count_query(const char* from) { return std::string("SELECT count(*) FROM ") + from + kConditions; }

UserStatus read_user(const Query& row) {
  UserStatus found;
  found.user = User{row->uuid(0), row->text(1), row->text(2)};
  found.status.user = found.user.uuid;
  found.status.available = row->integer(3) != 0;
  found.status.available_updated_at = row->instant(4);
  found.status.custom_status_updated_at = row->instant(5);
  found.status.version = row->integer(6);
  if (!row->is_null(7)) {
    found.status.custom_status = CustomStatus{row->uuid(7), row->text(8), row->optional_text(9)};
  }
  return found;
}

}  // namespace

UserListStore::Path::Path(Connection& connection, const char* from)
    : list(connection, list_query(from)), count(connection, count_query(from)) {}

UserListStore::UserListStore(Connection& connection)
    : all_(connection, kAll),
      of_team_(connection, kOfTeam),
      of_custom_status_(connection, kOfCustomStatus),
      count_all_(connection,
                 "SELECT count(*) FROM user WHERE account_id = ?1 AND removed_at IS NULL"
                 " AND (created_at, uuid) > (?2, ?3)"),
      key_(connection, "SELECT created_at, uuid FROM user WHERE account_id = ?1 AND uuid = ?2") {}

UserListStore::Path& UserListStore::path_of(const UserFilter& filter) {
  if (filter.team_id) return of_team_;
  return filter.custom_status_id ? of_custom_status_ : all_;
}

std::vector<UserStatus> UserListStore::list(std::int64_t account_id, const UserFilter& filter,
                                            const ListBounds& bounds) {
  std::vector<UserStatus> users;
  Query rows(path_of(filter).list, account_id, bounds.after.created_at, bounds.after.uuid, filter.team_id,
             filter.available, filter.custom_status_id, bounds.limit, bounds.skipped);
  while (rows.next()) users.push_back(read_user(rows));
  return users;
}

std::int64_t UserListStore::count(std::int64_t account_id, const UserFilter& filter, const ListKey& after) {
  const bool is_filtered = filter.available || filter.team_id || filter.custom_status_id;
  if (!is_filtered) {
    Query row(count_all_, account_id, after.created_at, after.uuid);
    return read_count(row);
  }
  Query row(path_of(filter).count, account_id, after.created_at, after.uuid, filter.team_id, filter.available,
            filter.custom_status_id);
  return read_count(row);
}

std::optional<ListKey> UserListStore::key_of(std::int64_t account_id, const Uuid& uuid) {
  Query row(key_, account_id, uuid);
  return read_key(row);
}

}  // namespace onduty::store
