#include "store/status_store.h"

#include <algorithm>

#include "store/status_columns.h"

namespace onduty::store {
namespace {

domain::UserState read_state(const Query& row) {
  domain::UserState state;
  state.user_id = row->integer(0);
  state.available = row->integer(1) != 0;
  state.custom_status_id = row->optional_integer(2);
  state.available_at = row->instant(3);
  state.custom_status_at = row->instant(4);
  state.version = row->integer(5);
  return state;
}

}  // namespace

StatusStore::StatusStore(Connection& connection)
    : find_(connection,
            "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
            " FROM user u JOIN user_status s ON s.user_id = u.id"
            " WHERE u.account_id = ?1 AND u.uuid = ?2 AND u.removed_at IS NULL"),
      listed_after_(connection,
                    "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version,"
                    " u.account_id, u.uuid, c.uuid, c.name, c.emoji"
                    " FROM user_status s JOIN user u ON u.id = s.user_id"
                    " LEFT JOIN custom_status c ON c.id = s.custom_status_id"
                    " WHERE s.user_id > ?1 AND u.removed_at IS NULL ORDER BY s.user_id LIMIT ?2"),
      insert_(connection,
              "INSERT INTO user_status(user_id, available, custom_status_id, available_at, custom_status_at, version)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      update_(connection,
              "UPDATE user_status SET available = ?2, custom_status_id = ?3, available_at = ?4,"
              " custom_status_at = ?5, version = ?6 WHERE user_id = ?1"),
      append_(connection,
              "INSERT INTO status_history(user_id, at, version, available_before, available_after,"
              " custom_revision_before, custom_revision_after, way, api_key_id, actor, reason, change_set_id)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
      find_custom_status_(connection, "SELECT uuid, name, emoji FROM custom_status WHERE id = ?1"),
      find_revision_(connection, "SELECT max(id) FROM custom_status_revision WHERE custom_status_id = ?1"),
      last_instant_(connection,
                    "SELECT coalesce(max(available_at), 0), coalesce(max(custom_status_at), 0) FROM user_status"),
      connection_(connection) {}

std::optional<domain::UserState> StatusStore::find(std::int64_t account_id, const Uuid& user) {
  Query row(find_, account_id, user);
  return row.next() ? std::optional(read_state(row)) : std::nullopt;
}

std::vector<ListedState> StatusStore::listed_after(std::int64_t after, std::int64_t limit) {
  std::vector<ListedState> users;
  for (Query row(listed_after_, after, limit); row.next();) {
    users.push_back({row->integer(6), row->uuid(7), read_state(row), read_custom_status(row, 8)});
  }
  return users;
}

void StatusStore::insert(const domain::UserState& state) {
  run(insert_, state.user_id, state.available, state.custom_status_id, state.available_at, state.custom_status_at,
      state.version);
}

std::optional<std::int64_t> StatusStore::revision_of(const std::optional<std::int64_t>& custom_status_id,
                                                     Revisions* known) {
  if (!custom_status_id) return std::nullopt;
  if (known == nullptr) return find_revision(*custom_status_id);
  const auto [place, is_new] = known->try_emplace(*custom_status_id);
  if (is_new) place->second = find_revision(*custom_status_id);
  return place->second;
}

std::optional<std::int64_t> StatusStore::find_revision(std::int64_t custom_status_id) {
  Query row(find_revision_, custom_status_id);
  return row.next() ? row->optional_integer(0) : std::nullopt;
}

std::int64_t StatusStore::record(const domain::UserState& before, const domain::StatusDecision& decision,
                                 const Origin& origin, const std::optional<std::string>& reason,
                                 const std::optional<std::int64_t>& change_set_id, Revisions* known) {
  const domain::UserState& after = decision.after;
  run(update_, after.user_id, after.available, after.custom_status_id, after.available_at, after.custom_status_at,
      after.version);
  const auto revision_before = revision_of(before.custom_status_id, known);
  const auto revision_after = revision_of(after.custom_status_id, known);
  run(append_, after.user_id, after.last_at(), after.version, before.available, after.available, revision_before,
      revision_after, static_cast<std::int64_t>(origin.way), origin.api_key_id, origin.actor, reason, change_set_id);
  return connection_.last_insert_id();
}

std::optional<CustomStatus> StatusStore::custom_status_of(const domain::UserState& state) {
  if (!state.custom_status_id) return std::nullopt;
  Query row(find_custom_status_, *state.custom_status_id);
  return row.next() ? read_custom_status(row, 0) : std::nullopt;
}

Status StatusStore::describe(const domain::UserState& state, const Uuid& user) {
  return domain::status_of(state, user, custom_status_of(state));
}

Instant StatusStore::last_instant() {
  Query row(last_instant_);
  return row.next() ? std::max(row->instant(0), row->instant(1)) : Instant{};
}

}  // namespace onduty::store
