// The copying of a database that is in use.
#pragma once

#include <string>

#include "onduty/backup.h"
#include "onduty/result.h"
#include "store/connection.h"

namespace onduty::store {

// Copies the state that the connection's read transaction sees to `path`, one file that nothing else belongs to. It
// gets its name when it is whole and on disk; until then it has a temporary one beside it. By SQLite's backup
// interface, which copies page by page: unlike VACUUM INTO it can tell how far it is, be stopped between two pages, and
// does not rebuild the tables. It takes no lock that a writer would wait for; the log cannot be emptied meanwhile.
// Errors: kInvalidParams (there is a file already), kStorageFull, kStorageUnavailable, kClosed (it was stopped).
// REQUIRES: a read transaction has begun on `source`.
Result<BackupReport> back_up(Connection& source, const std::string& path, const BackupOptions& options);

}  // namespace onduty::store
