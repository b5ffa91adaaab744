// The account of a directory document.
#pragma once

#include "engine/import_run.h"
#include "store/directory_account_store.h"

namespace onduty::engine {

// Finds the account by name or makes it, and gives it what the document says. Gives its row after that.
store::AccountRow import_account(ImportRun& run);

}  // namespace onduty::engine
