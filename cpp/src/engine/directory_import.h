// Bringing a directory document into the database.
#pragma once

#include "domain/directory.h"
#include "onduty/directory.h"
#include "onduty/result.h"
#include "store/connection.h"

namespace onduty::engine {

// Applies the document to its account, which it makes when there is none (I1, I4). Writes as it goes: after an error
// and with dry_run, which does everything but the roll-back, the caller takes back what was written. Errors:
// kInvalidParams with everything that the database's content has against the document, by JSON pointer (I2); kClosed
// when options.progress stopped the import; the connection's failure. REQUIRES: in a write transaction.
Result<ImportReport> apply_directory(store::Connection& connection, const domain::Directory& directory,
                                     const ImportOptions& options, Instant now);

}  // namespace onduty::engine
