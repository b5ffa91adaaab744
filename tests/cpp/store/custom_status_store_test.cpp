#include "store/custom_status_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;

class CustomStatusStoreTest : public ::testing::Test {
 protected:
  CustomStatusStoreTest() : connection_(sample_.connect()), store_(*connection_) {}

  std::string names(const ListBounds& bounds = {}) {
    std::string all;
    for (const auto& status : store_.list(kAcme, bounds)) all += (all.empty() ? "" : " ") + status.name;
    return all;
  }

  std::int64_t catalogue_version() {
    return connection_->query_integer("SELECT value FROM counter WHERE name = 'catalogue_version'").value_or(-1);
  }

  std::string last_revision() {
    return connection_->query_text(
        "SELECT custom_status_id || name || coalesce(emoji, '-') || since_at FROM custom_status_revision"
        " ORDER BY id DESC LIMIT 1");
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  CustomStatusStore store_;
};

TEST_F(CustomStatusStoreTest, E4FindsOnlyTheAccountsOwnThatAreNotDestroyed) {
  const CustomStatusRow row = store_.find(kAcme, testing::kVacationing).value();
  EXPECT_EQ(row.id, 1);
  EXPECT_EQ(details_of(row),
            (CustomStatusDetails{testing::kVacationing, "Vacationing", "🌴", Instant{testing::kSampleCreatedMs},
                                 Instant{testing::kSampleCreatedMs}}));
  EXPECT_EQ(store_.find(kAcme, testing::kDestroyed), std::nullopt);
  EXPECT_EQ(store_.find(kAcme, testing::kForeignStatus), std::nullopt);
  EXPECT_EQ(store_.key_of(kAcme, testing::kForeignStatus), std::nullopt);
}

TEST_F(CustomStatusStoreTest, C7OrderIsCreationThenId) {
  EXPECT_EQ(names(), "Vacationing Lunch");
  EXPECT_EQ(names({{}, 1, 1}), "Lunch");
  EXPECT_EQ(names({store_.key_of(kAcme, testing::kVacationing).value(), 0, 9}), "Lunch");
  EXPECT_EQ(store_.count(kAcme, {}), 2);
}

TEST_F(CustomStatusStoreTest, C2NamesOfDestroyedOnesAreFree) {
  EXPECT_TRUE(store_.is_name_taken(kAcme, "lunch"));
  EXPECT_FALSE(store_.is_name_taken(kAcme, "old"));
  EXPECT_FALSE(store_.is_name_taken(kAcme, "foreign"));
}

TEST_F(CustomStatusStoreTest, C1EveryChangeIsToldToOtherProcesses) {
  CustomStatusRow row;
  row.uuid = testing::kGeneral;
  row.name = "Sick";
  row.name_folded = "sick";
  row.created_at = row.updated_at = Instant{5};
  store_.create(kAcme, row);
  EXPECT_EQ(catalogue_version(), 1);
  row = store_.find(kAcme, testing::kGeneral).value();
  EXPECT_EQ(last_revision(), std::to_string(row.id) + "Sick-5");
  row.emoji = "🤒";
  row.updated_at = Instant{9};
  store_.change(row);
  EXPECT_EQ(catalogue_version(), 2);
  EXPECT_EQ(last_revision(), std::to_string(row.id) + "Sick🤒9");  // U10
  row.destroyed_at = Instant{10};
  store_.destroy(row);
  EXPECT_EQ(catalogue_version(), 3);
  EXPECT_EQ(store_.find(kAcme, testing::kGeneral), std::nullopt);
}

TEST_F(CustomStatusStoreTest, C3KnowsItsHoldersRemovedOnesToo) {
  connection_->execute("UPDATE user_status SET custom_status_id = 1 WHERE user_id IN (1, 4)");
  const auto holders = store_.holders(1);
  ASSERT_EQ(holders.size(), 2U);
  EXPECT_EQ(holders[0].first, testing::kJane);
  EXPECT_EQ(holders[0].second.custom_status_id, 1);
  EXPECT_EQ(holders[1].first, testing::kRemoved);
}

}  // namespace
}  // namespace onduty::store
