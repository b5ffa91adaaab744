#include "store/integrity_reader.h"

#include <optional>
#include <utility>

#include "domain/history_audit.h"

namespace onduty::store {
namespace {

constexpr const char* kUsers =
    "SELECT u.id, a.name, u.uuid, u.email, s.available, s.custom_status_id, s.available_at, s.custom_status_at,"
    " s.version FROM user u JOIN account a ON a.id = u.account_id LEFT JOIN user_status s ON s.user_id = u.id"
    " ORDER BY u.id";

constexpr const char* kEntries =
    "SELECT h.seq, h.at, h.version, h.available_before, h.available_after, b.custom_status_id, r.custom_status_id"
    " FROM status_history h LEFT JOIN custom_status_revision b ON b.id = h.custom_revision_before"
    " LEFT JOIN custom_status_revision r ON r.id = h.custom_revision_after WHERE h.user_id = ?1 ORDER BY h.seq";

std::optional<domain::UserState> read_state(const Query& row) {
  if (row->is_null(8)) return std::nullopt;
  domain::UserState state;
  state.user_id = row->integer(0);
  state.available = row->integer(4) != 0;
  state.custom_status_id = row->optional_integer(5);
  state.available_at = row->instant(6);
  state.custom_status_at = row->instant(7);
  state.version = row->integer(8);
  return state;
}

domain::StoredEntry read_entry(const Query& row) {
  return {row->integer(0),      row->instant(1),          row->integer(2),         row->integer(3) != 0,
          row->integer(4) != 0, row->optional_integer(5), row->optional_integer(6)};
}

}  // namespace

std::vector<std::string> IntegrityReader::damage(int count_max) {
  std::vector<std::string> found;
  Statement check(connection_, "PRAGMA integrity_check(" + std::to_string(count_max) + ")");
  while (check.step()) {
    if (check.text(0) != "ok") found.push_back(check.text(0));
  }
  return found;
}

std::vector<std::string> IntegrityReader::broken_references(int count_max) {
  std::vector<std::string> found;
  Statement check(connection_, "PRAGMA foreign_key_check");
  while (static_cast<int>(found.size()) < count_max && check.step()) {
    // Tables without row ids give none.
    const std::string row = check.is_null(1) ? "a row" : "row " + std::to_string(check.integer(1));
    found.push_back(row + " of " + check.text(0) + " refers to a row of " + check.text(2) + " that is not there");
  }
  return found;
}

HistoryTally IntegrityReader::audit_histories(const std::function<void(InconsistentUser)>& tell) {
  HistoryTally tally;
  Statement users(connection_, kUsers);
  Statement entries(connection_, kEntries);
  for (Query user(users); user.next();) {
    domain::HistoryAudit audit;
    for (Query entry(entries, user->integer(0)); entry.next();) audit.add(read_entry(entry));
    if (connection_.failure()) return tally;  // what was read is not all
    tally.users += 1;
    tally.entries += audit.entry_count();
    std::vector<std::string> problems = audit.problems(read_state(user));
    if (!problems.empty()) tell({user->text(1), user->uuid(2), user->text(3), std::move(problems)});
  }
  return tally;
}

}  // namespace onduty::store
