#include "store/directory_custom_status_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using testing::kNow;

const Uuid kVacationing = *Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1");
const Uuid kLunch = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000002");

class DirectoryCustomStatusStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryCustomStatusStoreTest() : store_(*connection_) { add_accounts(); }

  CustomStatusRow add(const Uuid& uuid, const std::string& name) {
    CustomStatusRow status{0, uuid, name, name, "🌴", kNow, kNow, std::nullopt};
    status.id = store_.insert(1, status);
    return status;
  }

  DirectoryCustomStatusStore store_;
};

TEST_F(DirectoryCustomStatusStoreTest, C3AllHoldsTheDestroyedToo) {
  CustomStatusRow status = add(kVacationing, "vacationing");
  EXPECT_EQ(store_.all(1), std::vector<CustomStatusRow>{status});
  EXPECT_TRUE(store_.all(2).empty());
  EXPECT_EQ(store_.find_id_by_name(1, "vacationing"), status.id);
  status.destroyed_at = kNow;
  store_.update(status);
  EXPECT_EQ(store_.all(1), std::vector<CustomStatusRow>{status});
  EXPECT_EQ(store_.find_id_by_name(1, "vacationing"), std::nullopt);
}

TEST_F(DirectoryCustomStatusStoreTest, C2ParkedNamesCanBeSwapped) {
  CustomStatusRow first = add(kVacationing, "a");
  CustomStatusRow second = add(kLunch, "b");
  store_.park_name(first);
  store_.park_name(second);
  std::swap(first.name_folded, second.name_folded);
  store_.update(first);
  store_.update(second);
  EXPECT_EQ(store_.find_id_by_name(1, "b"), first.id);
  EXPECT_EQ(store_.find_id_by_name(1, "a"), second.id);
}

TEST_F(DirectoryCustomStatusStoreTest, C3KeepsARevisionForTheHistory) {
  const CustomStatusRow status = add(kVacationing, "Vacationing");
  store_.add_revision(status, Instant{7});
  EXPECT_EQ(text("SELECT custom_status_id || name || emoji || since_at FROM custom_status_revision"),
            std::to_string(status.id) + "Vacationing🌴7");
}

TEST_F(DirectoryCustomStatusStoreTest, C3HoldersAreTheRemovedUsersToo) {
  const CustomStatusRow status = add(kVacationing, "Vacationing");
  connection_->execute(
      "INSERT INTO user VALUES (1, 1, x'00000000000000000000000000000001', 'a', 'a', 'A', 0, NULL),"
      " (2, 1, x'00000000000000000000000000000002', 'b', 'b', 'B', 0, 5),"
      " (3, 1, x'00000000000000000000000000000003', 'c', 'c', 'C', 0, NULL);"
      "INSERT INTO user_status VALUES (1, 1, 1, 2, 3, 4), (2, 0, 1, 2, 3, 1), (3, 0, NULL, 0, 0, 0)");
  const auto holders = store_.holders(status.id);
  ASSERT_EQ(holders.size(), 2u);
  EXPECT_EQ(holders[0].first, *Uuid::parse("00000000000000000000000000000001"));
  EXPECT_EQ(holders[0].second, (domain::UserState{1, true, status.id, Instant{2}, Instant{3}, 4}));
  EXPECT_EQ(holders[1].second.user_id, 2);
}

}  // namespace
}  // namespace onduty::store
