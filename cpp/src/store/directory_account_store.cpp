#include "store/directory_account_store.h"

namespace onduty::store {

DirectoryAccountStore::DirectoryAccountStore(Connection& connection)
    : connection_(connection),
      find_(connection, "SELECT id, name, dashboard_url, bot_enabled, bot_name FROM account WHERE name = ?1"),
      insert_(
          connection,
          "INSERT INTO account(name, dashboard_url, bot_enabled, bot_name, created_at) VALUES (?1, ?2, ?3, ?4, ?5)"),
      update_(connection, "UPDATE account SET dashboard_url = ?2, bot_enabled = ?3, bot_name = ?4 WHERE id = ?1"),
      raise_(connection, "UPDATE counter SET value = value + 1 WHERE name = 'catalogue_version'") {}

std::optional<AccountRow> DirectoryAccountStore::find(std::string_view name) {
  Query row(find_, name);
  if (!row.next()) return std::nullopt;
  return AccountRow{row->integer(0), row->text(1), row->text(2), row->integer(3) != 0, row->optional_text(4)};
}

std::int64_t DirectoryAccountStore::insert(const AccountRow& account, Instant created_at) {
  run(insert_, account.name, account.dashboard_url, account.bot_enabled, account.bot_name, created_at);
  return connection_.last_insert_id();
}

void DirectoryAccountStore::update(const AccountRow& account) {
  run(update_, account.id, account.dashboard_url, account.bot_enabled, account.bot_name);
}

void DirectoryAccountStore::raise_catalogue_version() { run(raise_); }

}  // namespace onduty::store
