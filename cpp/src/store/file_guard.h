// Locks on the files of an open database that nobody in the process can drop by mistake.
#pragma once

#include <string>

#include "base/fork.h"
#include "onduty/result.h"

namespace onduty::store {

struct GuardedFile;

// SQLite tells others that it has a database open by POSIX locks on the file and on its shared memory. Those belong to
// the process, and are gone as soon as anything in it closes one of these files: another copy of SQLite, or a mere
// open() and close(). Then the next program that closes the database believes to be the last, and removes the log that
// is still written to. A guard holds the same locks once more, on open file descriptions of its own, which nothing else
// can drop.
//
// The guards of a process over one file share two descriptors. Closing these drops the POSIX locks as well, so they
// stay open after the last guard for as long as anybody else, who may be in this process, has the database open. Thread
// rule: safe to use from any thread, each guard by one at a time.
class FileGuard {
 public:
  // Error: kStorageUnavailable. REQUIRES: a connection of this process has the database open, in WAL mode.
  static Result<FileGuard> over(const std::string& path);

  FileGuard(FileGuard&& other) noexcept;
  FileGuard& operator=(FileGuard&&) = delete;
  FileGuard(const FileGuard&) = delete;  // Make another one.
  FileGuard& operator=(const FileGuard&) = delete;
  ~FileGuard();

  // The connection is about to close; where it is the last of the process, SQLite may find out whether it is the last
  // of all. Call it once, and let the connection close before the guard goes.
  void lift();

 private:
  explicit FileGuard(GuardedFile* file) : file_(file) {}

  base::BirthProcess birth_;  // in a child, nothing of the parent's guards may be touched
  GuardedFile* file_;         // of the process's list; null when moved from
  bool is_lifted_ = false;
};

}  // namespace onduty::store
