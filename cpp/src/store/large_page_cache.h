// More memory for a transaction that writes all over the file.
#pragma once

#include <cstdint>
#include <optional>

#include "store/connection.h"

namespace onduty::store {

// Gives the connection a large page cache for its own life, so that an import does not write the same pages to the log
// again and again. Thread rule: as its connection's.
class LargePageCache {
 public:
  explicit LargePageCache(Connection& connection);
  LargePageCache(const LargePageCache&) = delete;  // One at a time: it restores what was before.
  LargePageCache& operator=(const LargePageCache&) = delete;
  ~LargePageCache();

 private:
  Connection& connection_;
  const std::optional<std::int64_t> size_before_;  // as PRAGMA cache_size gives it
};

}  // namespace onduty::store
