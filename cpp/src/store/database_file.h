// Opening the file: where it lies, what it is, which version it has.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "onduty/result.h"
#include "store/connection.h"
#include "store/process_lock.h"

namespace onduty::store {

// How long a process waits for others that write, before it gives up with kOverloaded.
inline constexpr std::chrono::milliseconds kLockTimeout{10'000};

// The file's real path, with the parts of it that others may have linked resolved, so that every process names the same
// lock. Errors: kStorageUnavailable for a path that leads nowhere, a network file system, a file of several hard links.
Result<std::string> resolve_path(const std::string& path);

// Refuses what can be told to be no database of ours before anything is made beside it: a lock file would be left with
// somebody else's file. Without a verdict it succeeds, and open_writer() has the say. Error: kIncompatibleDatabase.
Result<void> refuse_foreign(const std::string& path, bool create);

// A connection that writes durably: WAL, synchronous=FULL (read back), foreign keys on; the schema is brought up to
// this build's version under `lock`. With `create`, an absent or empty file becomes a database; when that fails, it is
// as it was. Errors: kIncompatibleDatabase, kStorageUnavailable, kStorageFull, kOverloaded; kClosed when `keep_waiting`
// gave up waiting for the lock.
Result<std::unique_ptr<Connection>> open_writer(const std::string& path, bool create, ProcessLock& lock,
                                                const ProcessLock::KeepWaiting& keep_waiting = {});

// A connection that only reads. REQUIRES: open_writer succeeded for this path.
Result<std::unique_ptr<Connection>> open_reader(const std::string& path);

}  // namespace onduty::store
