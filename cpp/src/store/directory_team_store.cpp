#include "store/directory_team_store.h"

namespace onduty::store {

DirectoryTeamStore::DirectoryTeamStore(Connection& connection)
    : connection_(connection),
      find_(connection,
            "SELECT id, uuid, name, is_default, created_at, removed_at FROM team WHERE account_id = ?1 AND uuid = ?2"),
      defaults_(connection,
                "SELECT uuid FROM team WHERE account_id = ?1 AND is_default AND removed_at IS NULL"
                " ORDER BY id"),
      insert_(connection,
              "INSERT INTO team(account_id, uuid, name, is_default, created_at) VALUES (?1, ?2, ?3, ?4, ?5)"),
      update_(connection, "UPDATE team SET name = ?2, is_default = ?3, created_at = ?4, removed_at = ?5 WHERE id = ?1"),
      members_(connection, "SELECT user_id FROM team_member WHERE team_id = ?1 ORDER BY user_id"),
      add_member_(connection, "INSERT INTO team_member(team_id, user_id) VALUES (?1, ?2)"),
      remove_member_(connection, "DELETE FROM team_member WHERE team_id = ?1 AND user_id = ?2"),
      remove_members_(connection, "DELETE FROM team_member WHERE team_id = ?1"),
      detach_contacts_(connection,
                       "UPDATE contact SET team_id = NULL WHERE account_id = ?1 AND team_id IN"
                       " (SELECT id FROM team WHERE account_id = ?1 AND removed_at IS NOT NULL)") {}

std::optional<TeamRow> DirectoryTeamStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  if (!row.next()) return std::nullopt;
  TeamRow team{row->integer(0), row->uuid(1), row->text(2), row->integer(3) != 0, row->instant(4), std::nullopt};
  if (!row->is_null(5)) team.removed_at = row->instant(5);
  return team;
}

std::vector<Uuid> DirectoryTeamStore::defaults(std::int64_t account_id) {
  std::vector<Uuid> teams;
  for (Query rows(defaults_, account_id); rows.next();) teams.push_back(rows->uuid(0));
  return teams;
}

std::int64_t DirectoryTeamStore::insert(std::int64_t account_id, const TeamRow& team) {
  run(insert_, account_id, team.uuid, team.name, team.is_default, team.created_at);
  return connection_.last_insert_id();
}

void DirectoryTeamStore::update(const TeamRow& team) {
  run(update_, team.id, team.name, team.is_default, team.created_at, team.removed_at);
}

std::vector<std::int64_t> DirectoryTeamStore::members(std::int64_t team_id) {
  std::vector<std::int64_t> users;
  for (Query rows(members_, team_id); rows.next();) users.push_back(rows->integer(0));
  return users;
}

void DirectoryTeamStore::add_member(std::int64_t team_id, std::int64_t user_id) { run(add_member_, team_id, user_id); }

void DirectoryTeamStore::remove_member(std::int64_t team_id, std::int64_t user_id) {
  run(remove_member_, team_id, user_id);
}

void DirectoryTeamStore::remove_members(std::int64_t team_id) { run(remove_members_, team_id); }

void DirectoryTeamStore::detach_contacts(std::int64_t account_id) { run(detach_contacts_, account_id); }

}  // namespace onduty::store
