#include "store/timeline_store.h"

#include <algorithm>

namespace onduty::store {
namespace {

Person read_person(const Query& row) {
  Person person{row->integer(0), {row->uuid(1), row->text(2), row->text(3)}, row->instant(4), std::nullopt};
  if (!row->is_null(5)) person.removed_at = row->instant(5);
  return person;
}

}  // namespace

TimelineStore::TimelineStore(Connection& connection)
    // The ids from an index first, so that the rows are then read in the order in which they are stored.
    : people_(connection,
              "SELECT id, uuid, email, name, created_at, removed_at FROM user"
              " WHERE id IN (SELECT id FROM user WHERE account_id = ?1) ORDER BY id"),
      person_(connection,
              "SELECT id, uuid, email, name, created_at, removed_at FROM user WHERE account_id = ?1 AND uuid = ?2"),
      absences_(connection,
                "SELECT a.user_id, a.from_at, a.back_at FROM user_absence a JOIN user u ON u.id = a.user_id"
                " WHERE u.account_id = ?1 ORDER BY a.user_id, a.from_at"),
      // Backwards, so that one look-up finds both the end of what is asked for and, a step behind its beginning, the
      // state that it begins with.
      entries_(connection,
               "SELECT at, available_after, custom_revision_after FROM status_history"
               " WHERE user_id = ?1 AND at < ?2 ORDER BY at DESC, version DESC"),
      teams_(connection, "SELECT id, uuid, name FROM team WHERE account_id = ?1 AND removed_at IS NULL ORDER BY uuid"),
      memberships_(connection,
                   "SELECT m.user_id, m.team_id FROM team t JOIN team_member m ON m.team_id = t.id"
                   " WHERE t.account_id = ?1 AND t.removed_at IS NULL ORDER BY t.uuid"),
      custom_statuses_(connection,
                       "SELECT id, uuid, name, emoji FROM custom_status WHERE account_id = ?1 ORDER BY uuid"),
      revisions_(connection,
                 "SELECT r.id, r.custom_status_id FROM custom_status c"
                 " JOIN custom_status_revision r ON r.custom_status_id = c.id WHERE c.account_id = ?1") {}

std::vector<Person> TimelineStore::people(std::int64_t account_id) {
  std::vector<Person> people;
  for (Query row(people_, account_id); row.next();) people.push_back(read_person(row));
  return people;
}

std::optional<Person> TimelineStore::person(std::int64_t account_id, const Uuid& uuid) {
  Query row(person_, account_id, uuid);
  return row.next() ? std::optional(read_person(row)) : std::nullopt;
}

std::unordered_map<std::int64_t, std::vector<domain::Interval>> TimelineStore::absences(std::int64_t account_id) {
  std::unordered_map<std::int64_t, std::vector<domain::Interval>> absences_of;
  for (Query row(absences_, account_id); row.next();) {
    absences_of[row->integer(0)].push_back({row->instant(1), row->instant(2)});
  }
  return absences_of;
}

std::vector<TimelineEntry> TimelineStore::entries(std::int64_t user_id, Instant from, Instant until) {
  std::vector<TimelineEntry> found;
  for (Query row(entries_, user_id, until); row.next();) {
    found.push_back({row->instant(0), row->integer(1) != 0, row->optional_integer(2)});
    if (found.back().at <= from) break;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

std::vector<NumberedTeam> TimelineStore::teams(std::int64_t account_id) {
  std::vector<NumberedTeam> teams;
  for (Query row(teams_, account_id); row.next();) teams.push_back({row->integer(0), {row->uuid(1), row->text(2)}});
  return teams;
}

std::unordered_map<std::int64_t, std::vector<std::int64_t>> TimelineStore::memberships(std::int64_t account_id) {
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> teams_of;
  for (Query row(memberships_, account_id); row.next();) teams_of[row->integer(0)].push_back(row->integer(1));
  return teams_of;
}

std::vector<NumberedCustomStatus> TimelineStore::custom_statuses(std::int64_t account_id) {
  std::vector<NumberedCustomStatus> found;
  for (Query row(custom_statuses_, account_id); row.next();) {
    found.push_back({row->integer(0), {row->uuid(1), row->text(2), row->optional_text(3)}});
  }
  return found;
}

std::unordered_map<std::int64_t, std::int64_t> TimelineStore::custom_status_of_revision(std::int64_t account_id) {
  std::unordered_map<std::int64_t, std::int64_t> status_of;
  for (Query row(revisions_, account_id); row.next();) status_of.emplace(row->integer(0), row->integer(1));
  return status_of;
}

}  // namespace onduty::store
