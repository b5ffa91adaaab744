#include "store/directory_tag_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

class DirectoryTagStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryTagStoreTest() : store_(*connection_) { add_accounts(); }

  DirectoryTagStore store_;
};

TEST_F(DirectoryTagStoreTest, I1AllHoldsTheRemovedToo) {
  const std::int64_t id = store_.insert(1, "VIP", testing::kNow);
  EXPECT_FALSE(store_.all(1).at(0).removed);
  store_.remove(id, testing::kNow);
  ASSERT_EQ(store_.all(1).size(), 1u);
  EXPECT_EQ(store_.all(1)[0].name, "VIP");
  EXPECT_TRUE(store_.all(1)[0].removed);
  store_.restore(id);
  EXPECT_FALSE(store_.all(1)[0].removed);
  EXPECT_TRUE(store_.all(2).empty());
}

}  // namespace
}  // namespace onduty::store
