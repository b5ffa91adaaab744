#include "store/large_page_cache.h"

#include <string>

namespace onduty::store {

LargePageCache::LargePageCache(Connection& connection)
    : connection_(connection), size_before_(connection.query_integer("PRAGMA cache_size")) {
  connection_.execute("PRAGMA cache_size = -65536");  // KiB
}

LargePageCache::~LargePageCache() {
  if (size_before_) connection_.execute(("PRAGMA cache_size = " + std::to_string(*size_before_)).c_str());
}

}  // namespace onduty::store
