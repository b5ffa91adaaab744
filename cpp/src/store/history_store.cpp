#include "store/history_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "domain/change_set_id.h"
#include "store/status_columns.h"

namespace onduty::store {
namespace {

constexpr char kColumns[] =
    "SELECT h.seq, u.uuid, h.at, h.version, h.way, h.actor, k.name, h.reason,"
    " h.available_before, bs.uuid, br.name, br.emoji, h.available_after, cs.uuid, cr.name, cr.emoji, h.change_set_id";

constexpr char kNames[] =
    " LEFT JOIN api_key k ON k.id = h.api_key_id"
    " LEFT JOIN custom_status_revision br ON br.id = h.custom_revision_before"
    " LEFT JOIN custom_status bs ON bs.id = br.custom_status_id"
    " LEFT JOIN custom_status_revision cr ON cr.id = h.custom_revision_after"
    " LEFT JOIN custom_status cs ON cs.id = cr.custom_status_id";

// Parameters: user, the instant and version behind which to begin, until, after, limit. A user's entries are in the
// same order by these two as by seq (U11), so the index gives them from there on.
constexpr char kOfUser[] =
    " FROM status_history h INDEXED BY status_history_by_user CROSS JOIN user u ON u.id = h.user_id";
constexpr char kOfUserConditions[] =
    " WHERE h.user_id = ?1 AND (h.at, h.version) > (?2, ?3) AND h.at < ?4 AND h.seq > ?5";

// Parameters: account, team, since, until, after, limit, last.
constexpr char kOfAccount[] = " FROM status_history h CROSS JOIN user u ON u.id = h.user_id";
constexpr char kOfAccountConditions[] =
    " WHERE h.seq > ?5 AND h.seq <= ?7 AND h.at >= ?3 AND h.at < ?4 AND u.account_id = ?1"
    " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = ?2 AND m.user_id = h.user_id))";

// Of all the users, the first entry from ?2 on and the last one before ?3: two seeks a user.
constexpr char kEnds[] =
    "SELECT min((SELECT e.seq FROM status_history e WHERE e.user_id = p.id AND e.at >= ?2"
    " ORDER BY e.at, e.version LIMIT 1)),"
    " max((SELECT e.seq FROM status_history e WHERE e.user_id = p.id AND e.at < ?3"
    " ORDER BY e.at DESC, e.version DESC LIMIT 1)) FROM ";
constexpr char kUsersOfAccount[] = "user p WHERE p.account_id = ?1";
constexpr char kUsersOfTeam[] = "(SELECT user_id AS id FROM team_member WHERE team_id = ?1) p";

// So many entries are read through before the ends of what is looked for are found out.
constexpr std::int64_t kStretch = 50'000;

HistoryEntry read_entry(const Query& row) {
  HistoryEntry entry;
  entry.seq = row->integer(0);
  entry.user = row->uuid(1);
  entry.at = row->instant(2);
  entry.version = row->integer(3);
  entry.way = static_cast<Way>(row->integer(4));
  entry.actor = row->optional_text(5);
  entry.api_key = row->optional_text(6);
  entry.reason = row->optional_text(7);
  entry.before = read_recorded(row, 8);
  entry.after = read_recorded(row, 12);
  entry.change_set = domain::change_set_of(entry.seq, row->optional_integer(16));
  return entry;
}

std::vector<HistoryEntry> read_all(Query& rows) {
  std::vector<HistoryEntry> entries;
  while (rows.next()) entries.push_back(read_entry(rows));
  return entries;
}

std::vector<HistoryEntry> in_order(std::vector<HistoryEntry> entries, const HistoryRange& range) {
  if (range.latest) std::reverse(entries.begin(), entries.end());
  return entries;
}

}  // namespace

HistoryStore::Directions::Directions(Connection& connection, const std::string& rows, const char* forwards,
                                     const char* backwards)
    : first(connection, rows + " ORDER BY " + forwards + " LIMIT ?6"),
      last(connection, rows + " ORDER BY " + backwards + " LIMIT ?6") {}

HistoryStore::HistoryStore(Connection& connection)
    : of_user_(connection, std::string(kColumns) + kOfUser + kNames + kOfUserConditions, "h.at, h.version",
               "h.at DESC, h.version DESC"),
      of_account_(connection, std::string(kColumns) + kOfAccount + kNames + kOfAccountConditions, "h.seq",
                  "h.seq DESC"),
      ends_of_account_(connection, std::string(kEnds) + kUsersOfAccount),
      ends_of_team_(connection, std::string(kEnds) + kUsersOfTeam),
      last_seq_(connection, "SELECT max(seq) FROM status_history"),
      find_place_(connection, "SELECT at, version FROM status_history WHERE seq = ?1 AND user_id = ?2"),
      is_member_(connection, "SELECT 1 FROM team_member WHERE team_id = ?1 AND user_id = ?2") {}

HistoryStore::Place HistoryStore::place_of(std::int64_t user_id, std::int64_t seq) {
  Query row(find_place_, seq, user_id);
  return row.next() ? Place{row->instant(0), row->integer(1)}
                    : Place{Instant{std::numeric_limits<std::int64_t>::min()}, 0};
}

std::vector<HistoryEntry> HistoryStore::of_user(std::int64_t user_id, const HistoryRange& range) {
  Place begin = place_of(user_id, range.after);
  if (begin.at < range.since) begin = {range.since, 0};  // versions of entries begin with 1
  Query rows(range.latest ? of_user_.last : of_user_.first, user_id, begin.at, begin.version, range.until, range.after,
             range.limit);
  return in_order(read_all(rows), range);
}

// Instants of several users are not in the order of seq, so where the range begins and ends cannot be sought at once.
// Most often a page is full, or the history at its end, after a short stretch. Where it is not, because the range is
// far off or the users are few among many, both ends are found out user by user, and only what is between is read.
std::vector<HistoryEntry> HistoryStore::of_account(std::int64_t account_id, const std::optional<std::int64_t>& team_id,
                                                   const HistoryRange& range) {
  const Users users{account_id, team_id};
  const Stretch all{std::max(range.after, std::int64_t{0}), last_seq()};
  const auto [near, rest] = range.latest ? all.cut_from_end(kStretch) : all.cut(kStretch);
  std::vector<HistoryEntry> entries = read(users, range, near, range.limit);
  const std::int64_t missing = range.limit - static_cast<std::int64_t>(entries.size());
  if (missing > 0 && !rest.empty()) {
    for (HistoryEntry& entry : read(users, range, rest.within(ends(users, range)), missing)) {
      entries.push_back(std::move(entry));
    }
  }
  return in_order(std::move(entries), range);
}

std::vector<HistoryEntry> HistoryStore::read(const Users& users, const HistoryRange& range, const Stretch& stretch,
                                             std::int64_t limit) {
  if (stretch.empty()) return {};
  Query rows(range.latest ? of_account_.last : of_account_.first, users.account_id, users.team_id, range.since,
             range.until, stretch.after, limit, stretch.last);
  return read_all(rows);
}

HistoryStore::Stretch HistoryStore::ends(const Users& users, const HistoryRange& range) {
  Query row(users.team_id ? ends_of_team_ : ends_of_account_, users.team_id.value_or(users.account_id), range.since,
            range.until);
  if (!row.next() || row->is_null(0) || row->is_null(1)) return {};
  return {row->integer(0) - 1, row->integer(1)};
}

std::int64_t HistoryStore::last_seq() {
  Query row(last_seq_);
  return row.next() ? row->optional_integer(0).value_or(0) : 0;
}

HistoryStore::Stretch HistoryStore::Stretch::within(const Stretch& other) const {
  return {std::max(after, other.after), std::min(last, other.last)};
}

std::pair<HistoryStore::Stretch, HistoryStore::Stretch> HistoryStore::Stretch::cut(std::int64_t length) const {
  if (last - after <= length) return {*this, {}};
  return {{after, after + length}, {after + length, last}};
}

std::pair<HistoryStore::Stretch, HistoryStore::Stretch> HistoryStore::Stretch::cut_from_end(std::int64_t length) const {
  if (last - after <= length) return {*this, {}};
  return {{last - length, last}, {after, last - length}};
}

bool HistoryStore::is_member(std::int64_t team_id, std::int64_t user_id) {
  return Query(is_member_, team_id, user_id).next();
}

}  // namespace onduty::store
