#include "engine/account_import.h"

namespace onduty::engine {
namespace {

constexpr const char* kDashboardUrl = "https://dash.callbell.eu";

store::AccountRow with_entry(store::AccountRow account, const domain::AccountEntry& entry) {
  account.name = entry.name;
  account.dashboard_url = entry.dashboard_url.value_or(account.dashboard_url);
  account.bot_enabled = entry.bot_enabled.value_or(account.bot_enabled);
  account.bot_name = entry.bot_name.value_or(account.bot_name);
  return account;
}

}  // namespace

store::AccountRow import_account(ImportRun& run) {
  const domain::AccountEntry& entry = run.directory().account;
  store::DirectoryAccountStore store(run.connection());
  ImportReport& report = run.report();
  report.account = entry.name;
  const auto stored = store.find(entry.name);
  store::AccountRow account = with_entry(stored.value_or(store::AccountRow{0, {}, kDashboardUrl, false, {}}), entry);
  if (!stored) {
    account.id = store.insert(account, run.now());
    report.account_created = true;
    run.list_account("created");
  } else if (account != *stored) {
    store.update(account);
    report.account_changed = true;
    run.change_key("dashboard_url", account.dashboard_url != stored->dashboard_url);
    run.change_key("bot", account.bot_enabled != stored->bot_enabled || account.bot_name != stored->bot_name);
    run.list_account("changed");
  }
  if (report.account_created || report.account_changed) run.change_catalogue();
  return account;
}

}  // namespace onduty::engine
