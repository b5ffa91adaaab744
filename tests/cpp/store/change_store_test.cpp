#include "store/change_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;

class ChangeStoreTest : public ::testing::Test {
 protected:
  ChangeStoreTest() : connection_(sample_.connect()), store_(*connection_) {}

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  ChangeStore store_;
  const Instant now_{1'700'000'100'000};
};

TEST_F(ChangeStoreTest, H1FindsTheContactsOfAUserInOrder) {
  const auto contacts = store_.contacts_of(1);
  ASSERT_EQ(contacts.size(), 3U);
  EXPECT_EQ(contacts[0].name, "First \"by\" uuid");
  EXPECT_EQ(contacts[2].name, "Last by uuid");
  EXPECT_TRUE(store_.contacts_of(2).empty());
}

TEST_F(ChangeStoreTest, E4FindsOnlyTheAccountsOwnPresentContacts) {
  EXPECT_TRUE(store_.find_contact(kAcme, testing::kJane));
  EXPECT_FALSE(store_.find_contact(testing::kOther, testing::kJane));
  connection_->execute("UPDATE contact SET removed_at = 1 WHERE id = 1");
  EXPECT_FALSE(store_.find_contact(kAcme, testing::kJane));
}

TEST_F(ChangeStoreTest, U10AChangeIsWrittenWithItsHistory) {
  const ContactRow row = store_.contacts_of(1)[0];
  const domain::ContactState before = store_.read_state(row);
  EXPECT_EQ(before.tag_ids, (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(before.field_values.size(), 2U);
  domain::ContactState after = before;
  after.assigned_user_id = 2;
  after.note = "moved";
  after.tag_ids = {1};
  after.field_values.erase(1);
  after.field_values[2] = "[]";
  const std::int64_t set = store_.insert_set(kAcme, now_, Origin{Way::kApi, "zoe", 1}, "swap");
  store_.record(row, before, after, set, 1);
  EXPECT_EQ(connection_->failure(), std::nullopt);
  EXPECT_EQ(store_.read_state(*store_.find_contact(kAcme, row.uuid)), after);
  EXPECT_EQ(connection_->query_integer("SELECT count(*) FROM contact_history WHERE contact_id = 2"), 1);
  EXPECT_EQ(connection_->query_text("SELECT after ->> '$.note' FROM contact_history"), "moved");
  EXPECT_EQ(connection_->query_text("SELECT actor || reason || way || api_key_id FROM change_set"), "zoeswap11");
}

TEST_F(ChangeStoreTest, H3AHandOffsListIsItsUsersForADay) {
  const std::int64_t list = store_.insert_hand_off_list(1, store_.contacts_of(1), now_);
  EXPECT_TRUE(store_.has_hand_off_list(1, list, now_));
  EXPECT_FALSE(store_.has_hand_off_list(2, list, now_));
  EXPECT_FALSE(store_.has_hand_off_list(1, list + 1, now_));
  const Instant day_later{now_.ms + kHandOffListAgeMaxMs};
  EXPECT_TRUE(store_.has_hand_off_list(1, list, day_later));
  EXPECT_FALSE(store_.has_hand_off_list(1, list, Instant{day_later.ms + 1}));
  store_.insert_hand_off_list(1, {}, Instant{day_later.ms + 1});
  EXPECT_EQ(connection_->query_integer("SELECT count(*) FROM hand_off_contact"), 0);
}

}  // namespace
}  // namespace onduty::store
