#include "engine/directory_import.h"

#include <utility>

#include "engine/account_import.h"
#include "engine/api_key_import.h"
#include "engine/contact_import.h"
#include "engine/custom_field_import.h"
#include "engine/custom_status_import.h"
#include "engine/import_run.h"
#include "engine/tag_import.h"
#include "engine/team_import.h"
#include "engine/user_import.h"

namespace onduty::engine {
namespace {

// Each kind comes after those that it refers to, so that references are looked up in the state after the document.
void apply_all(ImportRun& run) {
  const store::AccountRow account = import_account(run);
  CustomStatusImport custom_statuses(run, account.id);
  custom_statuses.apply();
  UserImport users(run, account.id, custom_statuses);
  users.apply();
  TeamImport teams(run, account.id, users);
  teams.apply();
  TagImport tags(run, account.id);
  tags.apply();
  CustomFieldImport custom_fields(run, account.id);
  custom_fields.apply();
  ContactImport(run, account, users, teams, tags, custom_fields).apply();
  ApiKeyImport(run, account.id, users).apply();
}

}  // namespace

Result<ImportReport> apply_directory(store::Connection& connection, const domain::Directory& directory,
                                     const ImportOptions& options, Instant now) {
  ImportRun run(connection, directory, options, now);
  if (run.begin()) apply_all(run);
  return std::move(run).finish();
}

}  // namespace onduty::engine
