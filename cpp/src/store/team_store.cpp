#include "store/team_store.h"

#include <string>

namespace onduty::store {
namespace {

constexpr char kSelect[] =
    "SELECT t.uuid, t.name, t.created_at, t.is_default,"
    " (SELECT count(*) FROM team_member m WHERE m.team_id = t.id)"
    " FROM team t WHERE t.account_id = ?1 AND t.removed_at IS NULL";

Team read_team(const Query& row) {
  return {row->uuid(0), row->text(1), row->instant(2), row->integer(3) != 0, row->integer(4)};
}

}  // namespace

TeamStore::TeamStore(Connection& connection)
    : find_(connection, std::string(kSelect) + " AND t.uuid = ?2"),
      list_(connection, std::string(kSelect) +
                            " AND (t.created_at, t.uuid) > (?2, ?3) ORDER BY t.created_at, t.uuid LIMIT ?4 OFFSET ?5"),
      count_(
          connection,
          "SELECT count(*) FROM team WHERE account_id = ?1 AND removed_at IS NULL AND (created_at, uuid) > (?2, ?3)"),
      key_(connection, "SELECT created_at, uuid FROM team WHERE account_id = ?1 AND uuid = ?2") {}

std::optional<Team> TeamStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  return row.next() ? std::optional(read_team(row)) : std::nullopt;
}

std::vector<Team> TeamStore::list(std::int64_t account_id, const ListBounds& bounds) {
  std::vector<Team> teams;
  Query rows(list_, account_id, bounds.after.created_at, bounds.after.uuid, bounds.limit, bounds.skipped);
  while (rows.next()) teams.push_back(read_team(rows));
  return teams;
}

std::int64_t TeamStore::count(std::int64_t account_id, const ListKey& after) {
  Query row(count_, account_id, after.created_at, after.uuid);
  return read_count(row);
}

std::optional<ListKey> TeamStore::key_of(std::int64_t account_id, const Uuid& uuid) {
  Query row(key_, account_id, uuid);
  return read_key(row);
}

}  // namespace onduty::store
