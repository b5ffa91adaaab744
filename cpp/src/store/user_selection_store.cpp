#include "store/user_selection_store.h"

#include <string>

namespace onduty::store {
namespace {

std::string query(const char* from, const char* conditions) {
  return std::string(
             "SELECT u.uuid, s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
             " FROM ") +
         from + " CROSS JOIN user_status s ON s.user_id = u.id WHERE u.account_id = ?1 AND u.removed_at IS NULL" +
         conditions;
}

constexpr char kSelected[] =
    " AND (?2 IS NULL OR s.available = ?2) AND (?3 IS NULL OR s.custom_status_id = ?3)"
    " AND (?4 = 0 OR s.custom_status_id IS NULL) AND (?5 IS NULL OR m.team_id = ?5) ORDER BY u.created_at, u.uuid";

// So that both have the same parameters.
constexpr char kEveryone[] = "user u CROSS JOIN (SELECT NULL AS team_id) m";
constexpr char kMembers[] = "team_member m CROSS JOIN user u ON u.id = m.user_id";

SelectedUser read_user(const Query& row) {
  SelectedUser user;
  user.uuid = row->uuid(0);
  user.state.user_id = row->integer(1);
  user.state.available = row->integer(2) != 0;
  user.state.custom_status_id = row->optional_integer(3);
  user.state.available_at = row->instant(4);
  user.state.custom_status_at = row->instant(5);
  user.state.version = row->integer(6);
  return user;
}

std::optional<SelectedUser> read_found(Query& row) { return row.next() ? std::optional(read_user(row)) : std::nullopt; }

}  // namespace

UserSelectionStore::UserSelectionStore(Connection& connection)
    : all_(connection, query(kEveryone, kSelected)),
      of_team_(connection, query(kMembers, kSelected)),
      find_(connection, query("user u", " AND u.uuid = ?2")),
      find_by_email_(connection, query("user u", " AND u.email_folded = ?2")),
      is_member_(connection, "SELECT 1 FROM team_member WHERE team_id = ?1 AND user_id = ?2") {}

std::vector<SelectedUser> UserSelectionStore::select(std::int64_t account_id, const UserSelection& selection) {
  std::vector<SelectedUser> users;
  Query rows(selection.team_id ? of_team_ : all_, account_id, selection.available, selection.custom_status_id,
             selection.without_custom_status, selection.team_id);
  while (rows.next()) users.push_back(read_user(rows));
  return users;
}

std::optional<SelectedUser> UserSelectionStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  return read_found(row);
}

std::optional<SelectedUser> UserSelectionStore::find_by_email(std::int64_t account_id, std::string_view email_folded) {
  Query row(find_by_email_, account_id, email_folded);
  return read_found(row);
}

bool UserSelectionStore::matches(const SelectedUser& user, const UserSelection& selection) {
  const domain::UserState& state = user.state;
  if (selection.available && state.available != *selection.available) return false;
  if (selection.custom_status_id && state.custom_status_id != selection.custom_status_id) return false;
  if (selection.without_custom_status && state.custom_status_id) return false;
  return !selection.team_id || Query(is_member_, *selection.team_id, state.user_id).next();
}

}  // namespace onduty::store
