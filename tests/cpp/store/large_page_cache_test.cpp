#include "store/large_page_cache.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using LargePageCacheTest = testing::MemoryDatabase;

TEST_F(LargePageCacheTest, LastsAsLongAsItsObject) {
  connection_->execute("PRAGMA cache_size = 123");
  {
    const LargePageCache cache(*connection_);
    EXPECT_EQ(connection_->query_integer("PRAGMA cache_size"), -65536);
  }
  EXPECT_EQ(connection_->query_integer("PRAGMA cache_size"), 123);
}

}  // namespace
}  // namespace onduty::store
