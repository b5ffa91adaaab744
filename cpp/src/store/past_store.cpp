#include "store/past_store.h"

namespace onduty::store {
namespace {

// Parameters: account, instant, team, limit, skipped.
constexpr char kAll[] = " FROM user u WHERE u.account_id = ?1";
constexpr char kOfTeam[] =
    " FROM team_member m CROSS JOIN user u ON u.id = m.user_id WHERE m.team_id = ?3 AND u.account_id = ?1";
constexpr char kConditions[] =
    " AND u.created_at <= ?2 AND (u.removed_at IS NULL OR u.removed_at > ?2)"
    " AND u.id NOT IN (SELECT user_id FROM user_absence WHERE from_at <= ?2 AND back_at > ?2)";
constexpr char kOrder[] = " ORDER BY u.created_at, u.uuid LIMIT ?4 OFFSET ?5";

}  // namespace

PastStore::Path::Path(Connection& connection, const std::string& from)
    : list(connection, "SELECT u.id, u.uuid, u.email, u.name, u.created_at" + from + kConditions + kOrder),
      count(connection, "SELECT count(*)" + from + kConditions) {}

PastStore::PastStore(Connection& connection)
    : all_(connection, kAll),
      of_team_(connection, kOfTeam),
      last_entry_(connection,
                  "SELECT at, available_after, custom_revision_after FROM status_history"
                  " WHERE user_id = ?1 AND at <= ?2 ORDER BY at DESC, version DESC LIMIT 1"),
      // What the custom status was called at the instant. The name that the entry refers to need not be as old: entries
      // of the past come in by imports, and clocks are set back.
      name_at_(connection,
               "SELECT c.uuid, r.name, r.emoji FROM custom_status_revision e"
               " JOIN custom_status_revision r ON r.custom_status_id = e.custom_status_id AND r.id >= e.id"
               " JOIN custom_status c ON c.id = e.custom_status_id"
               " WHERE e.id = ?1 AND (r.id = e.id OR r.since_at <= ?2) ORDER BY r.id DESC LIMIT 1") {}

std::vector<PastStatus> PastStore::list(const PastFilter& filter, const ListBounds& bounds) {
  std::vector<PastStatus> found;
  Names names;
  Query rows(path_of(filter).list, filter.account_id, filter.at, filter.team_id, bounds.limit, bounds.skipped);
  while (rows.next()) {
    PastStatus& past = found.emplace_back();
    past.user = User{rows->uuid(1), rows->text(2), rows->text(3)};
    past.since = rows->instant(4);
    read_status(rows->integer(0), filter.at, names, past);
  }
  return found;
}

std::int64_t PastStore::count(const PastFilter& filter) {
  Query row(path_of(filter).count, filter.account_id, filter.at, filter.team_id);
  return read_count(row);
}

void PastStore::read_status(std::int64_t user_id, Instant at, Names& names, PastStatus& past) {
  Query entry(last_entry_, user_id, at);
  if (!entry.next()) return;
  past.since = entry->instant(0);
  past.status.available = entry->integer(1) != 0;
  const auto revision = entry->optional_integer(2);
  if (!revision) return;
  const auto [name, is_new] = names.try_emplace(*revision);
  if (is_new) name->second = name_at(*revision, at);
  past.status.custom_status = name->second;
}

std::optional<CustomStatus> PastStore::name_at(std::int64_t revision, Instant at) {
  Query row(name_at_, revision, at);
  if (!row.next()) return std::nullopt;
  return CustomStatus{row->uuid(0), row->text(1), row->optional_text(2)};
}

}  // namespace onduty::store
