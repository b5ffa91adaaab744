// The lock under which one process at a time writes.
//
// SQLite has locks of its own; this one lies around them. It keeps two processes from writing or checkpointing at the
// same instant (SQLite before 3.51.3 can damage the log then: https://www.sqlite.org/wal.html, "the WAL-reset bug"),
// and it is fair: who waits holds the turn, which the one that works has to wait for before it works again.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "onduty/result.h"

namespace onduty::store {

// An open-file-description lock (fcntl F_OFD_SETLK) on two bytes of a file beside the database that is never deleted.
// A child of fork() has the descriptor closed, since it would keep the lock of a parent that dies.
// Thread rule: one thread at a time.
class ProcessLock {
 public:
  // Opens or makes the lock file.
  static Result<ProcessLock> open(const std::string& path);

  ProcessLock(ProcessLock&& other) noexcept;
  ProcessLock& operator=(ProcessLock&&) = delete;
  ProcessLock(const ProcessLock&) = delete;  // Open the file again instead.
  ProcessLock& operator=(const ProcessLock&) = delete;
  ~ProcessLock();

  // Lets in whom the database lets in: gives the lock file the mode of the file at `path` and, for root, its owner.
  // Without the right to, it leaves them.
  void adopt_mode(const std::string& path);

  // Asked now and then by who waits: false gives up. Empty is true.
  using KeepWaiting = std::function<bool()>;

  // Tries at least once. Errors: kOverloaded when the others kept it for longer than `timeout`, kClosed when
  // `keep_waiting` gave up. REQUIRES: not held.
  Result<void> acquire(std::chrono::milliseconds timeout, const KeepWaiting& keep_waiting = {});
  void release();  // REQUIRES: held

 private:
  explicit ProcessLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace onduty::store
