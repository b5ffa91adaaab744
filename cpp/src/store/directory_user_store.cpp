#include "store/directory_user_store.h"

#include "store/parked_text.h"

namespace onduty::store {
namespace {

std::optional<Instant> optional_instant(const Query& row, int column) {
  return row->is_null(column) ? std::nullopt : std::optional(row->instant(column));
}

UserRow read_user(const Query& row) {
  return {row->integer(0),         row->uuid(1), row->text(2), row->text(3), row->text(4), row->instant(5),
          optional_instant(row, 6)};
}

std::optional<UserRow> first(Query& row) { return row.next() ? std::optional(read_user(row)) : std::nullopt; }

}  // namespace

DirectoryUserStore::DirectoryUserStore(Connection& connection)
    : connection_(connection),
      find_(connection,
            "SELECT id, uuid, email, email_folded, name, created_at, removed_at FROM user"
            " WHERE account_id = ?1 AND uuid = ?2"),
      find_by_email_(connection,
                     "SELECT id, uuid, email, email_folded, name, created_at, removed_at FROM user"
                     " WHERE account_id = ?1 AND email_folded = ?2 AND removed_at IS NULL"),
      find_id_by_email_(connection,
                        "SELECT id FROM user WHERE account_id = ?1 AND email_folded = ?2 AND removed_at IS NULL"),
      insert_(connection,
              "INSERT INTO user(account_id, uuid, email, email_folded, name, created_at)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      update_(
          connection,
          "UPDATE user SET email = ?2, email_folded = ?3, name = ?4, created_at = ?5, removed_at = ?6 WHERE id = ?1"),
      park_email_(connection, "UPDATE user SET email_folded = ?2 WHERE id = ?1"),
      insert_absence_(connection, "INSERT INTO user_absence(user_id, from_at, back_at) VALUES (?1, ?2, ?3)"),
      leave_teams_(connection, "DELETE FROM team_member WHERE user_id = ?1"),
      leave_contacts_(connection, "UPDATE contact SET assigned_user_id = NULL WHERE assigned_user_id = ?1"),
      detach_api_keys_(connection,
                       "UPDATE api_key SET user_id = NULL WHERE account_id = ?1 AND user_id IN"
                       " (SELECT id FROM user WHERE account_id = ?1 AND removed_at IS NOT NULL)"),
      first_change_at_(connection, "SELECT at FROM status_history WHERE user_id = ?1 ORDER BY seq LIMIT 1"),
      move_untouched_clocks_(connection,
                             "UPDATE user_status SET"
                             " available_at = CASE WHEN EXISTS (SELECT 1 FROM status_history WHERE user_id = ?1"
                             " AND available_before <> available_after) THEN available_at ELSE ?2 END,"
                             " custom_status_at = CASE WHEN EXISTS (SELECT 1 FROM status_history WHERE user_id = ?1"
                             " AND custom_revision_before IS NOT custom_revision_after) THEN custom_status_at ELSE ?2"
                             " END WHERE user_id = ?1") {}

std::optional<UserRow> DirectoryUserStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  return first(row);
}

std::optional<UserRow> DirectoryUserStore::find_by_email(std::int64_t account_id, std::string_view email_folded) {
  Query row(find_by_email_, account_id, email_folded);
  return first(row);
}

std::optional<std::int64_t> DirectoryUserStore::find_id_by_email(std::int64_t account_id,
                                                                 std::string_view email_folded) {
  Query row(find_id_by_email_, account_id, email_folded);
  return row.next() ? std::optional(row->integer(0)) : std::nullopt;
}

std::int64_t DirectoryUserStore::insert(std::int64_t account_id, const UserRow& user) {
  run(insert_, account_id, user.uuid, user.email, user.email_folded, user.name, user.created_at);
  return connection_.last_insert_id();
}

void DirectoryUserStore::update(const UserRow& user) {
  run(update_, user.id, user.email, user.email_folded, user.name, user.created_at, user.removed_at);
}

void DirectoryUserStore::park_email(const UserRow& user) { run(park_email_, user.id, parked_text(user.uuid)); }

void DirectoryUserStore::insert_absence(std::int64_t user_id, Instant from, Instant back) {
  run(insert_absence_, user_id, from, back);
}

void DirectoryUserStore::detach(std::int64_t user_id) {
  run(leave_teams_, user_id);
  run(leave_contacts_, user_id);
}

void DirectoryUserStore::detach_api_keys(std::int64_t account_id) { run(detach_api_keys_, account_id); }

std::optional<Instant> DirectoryUserStore::first_change_at(std::int64_t user_id) {
  Query row(first_change_at_, user_id);
  return row.next() ? std::optional(row->instant(0)) : std::nullopt;
}

void DirectoryUserStore::move_untouched_clocks(std::int64_t user_id, Instant created_at) {
  run(move_untouched_clocks_, user_id, created_at);
}

}  // namespace onduty::store
