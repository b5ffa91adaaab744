// A copy of a database, made while it is in use.
#pragma once

#include <cstdint>
#include <functional>

namespace onduty {

struct BackupOptions {
  bool overwrite =
      false;  // Replace a file that is there already. One that is in use as a database is refused even then.
  // Called now and then from the calling thread, with bytes done and bytes in all; false stops the backup, of which
  // nothing is left then. May be empty.
  std::function<bool(std::int64_t done, std::int64_t total)> progress;
};

struct BackupReport {
  std::int64_t size = 0;  // bytes

  friend bool operator==(const BackupReport&, const BackupReport&) = default;
};

}  // namespace onduty
