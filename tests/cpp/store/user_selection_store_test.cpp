#include "store/user_selection_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

class UserSelectionStoreTest : public ::testing::Test {
 protected:
  UserSelectionStoreTest() : connection_(sample_.connect()), users_(*connection_) {
    connection_->execute("UPDATE user_status SET available = 1, custom_status_id = 2, version = 5 WHERE user_id = 1");
  }

  std::vector<std::int64_t> select(const UserSelection& selection) {
    std::vector<std::int64_t> ids;
    for (const SelectedUser& user : users_.select(testing::kAcme, selection)) {
      ids.push_back(user.state.user_id);
      EXPECT_TRUE(users_.matches(user, selection));
    }
    return ids;
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  UserSelectionStore users_;
};

using Ids = std::vector<std::int64_t>;

TEST_F(UserSelectionStoreTest, Q4SelectsByAnyConditionInOrderOfCreation) {
  EXPECT_EQ(select({}), (Ids{2, 1}));
  EXPECT_EQ(select({true, {}, {}, false}), (Ids{1}));
  EXPECT_EQ(select({false, {}, {}, false}), (Ids{2}));
  EXPECT_EQ(select({{}, 1, {}, false}), (Ids{2, 1}));
  EXPECT_EQ(select({true, 1, {}, false}), (Ids{1}));
  EXPECT_EQ(select({{}, {}, 2, false}), (Ids{1}));
  EXPECT_EQ(select({{}, {}, {}, true}), (Ids{2}));
  EXPECT_EQ(select({{}, 3, {}, false}), (Ids{}));
}

TEST_F(UserSelectionStoreTest, Q4TellsWhoDoesNotMatch) {
  const SelectedUser jane = *users_.find(testing::kAcme, testing::kJane);
  EXPECT_FALSE(users_.matches(jane, {false, {}, {}, false}));
  EXPECT_FALSE(users_.matches(jane, {{}, 2, {}, false}));
  EXPECT_FALSE(users_.matches(jane, {{}, {}, 1, false}));
  EXPECT_FALSE(users_.matches(jane, {{}, {}, {}, true}));
}

TEST_F(UserSelectionStoreTest, Q4FindsWithTheWholeState) {
  const auto jane = users_.find(testing::kAcme, testing::kJane);
  ASSERT_TRUE(jane);
  EXPECT_EQ(jane->state.version, 5);
  EXPECT_EQ(jane->state.custom_status_id, 2);
  EXPECT_EQ(jane->state.available_at.ms, testing::kSampleCreatedMs);
  EXPECT_EQ(users_.find_by_email(testing::kAcme, "john@example.com")->uuid, testing::kJohn);
  EXPECT_FALSE(users_.find(testing::kAcme, testing::kRemoved));
  EXPECT_FALSE(users_.find(testing::kAcme, testing::kForeigner));
  EXPECT_FALSE(users_.find_by_email(testing::kAcme, "gone@example.com"));
}

}  // namespace
}  // namespace onduty::store
