#include "store/undo_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

constexpr char kEntries[] =
    "INSERT INTO change_set(id, account_id, at, way) VALUES (1, 1, 1, 5), (2, 2, 1, 5);"
    "INSERT INTO status_history(seq, user_id, at, version, available_before, available_after, custom_revision_before,"
    " way, change_set_id) VALUES (1, 2, 1, 1, 0, 1, NULL, 2, NULL), (2, 2, 2, 2, 1, 0, 3, 5, 1),"
    " (3, 1, 2, 1, 0, 1, NULL, 5, 1), (4, 2, 2, 3, 0, 1, NULL, 5, 1), (5, 3, 2, 1, 0, 1, NULL, 5, 2),"
    " (6, 4, 2, 1, 0, 1, NULL, 5, 1);"
    "INSERT INTO contact_history(seq, contact_id, change_set_id, user_id, before, after) VALUES"
    " (1, 2, 1, 1, '{\"team_id\":1}', "
    "'{}'), (2, 1, 1, 1, '{}', '{}'), (3, 2, 2, 1, '{}', '{}'), (4, 2, 1, 2, '{}', '{}')";

class UndoStoreTest : public ::testing::Test {
 protected:
  UndoStoreTest() : connection_(sample_.connect()), undo_(*connection_) { connection_->execute(kEntries); }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  UndoStore undo_;
};

TEST_F(UndoStoreTest, Q5ASetBelongsToAnAccount) {
  EXPECT_TRUE(undo_.has_set(testing::kAcme, 1));
  EXPECT_FALSE(undo_.has_set(testing::kAcme, 2));
  EXPECT_FALSE(undo_.has_set(testing::kAcme, 3));
}

TEST_F(UndoStoreTest, Q5EntriesAreByUserAndVersion) {
  const auto entries = undo_.entries(1);
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].user, testing::kJane);
  EXPECT_EQ(entries[1].user, testing::kJohn);
  EXPECT_EQ(entries[1].version, 2);
  EXPECT_TRUE(entries[1].available_before);
  EXPECT_EQ(entries[1].custom_status_before, testing::kDestroyed);
  EXPECT_EQ(entries[2].version, 3);
  EXPECT_FALSE(entries[2].is_removed);
  EXPECT_TRUE(entries[3].is_removed);
}

TEST_F(UndoStoreTest, Q5AnEntryBelongsToAnAccount) {
  EXPECT_EQ(undo_.entry(testing::kAcme, 1)->change_set_id, std::nullopt);
  EXPECT_EQ(undo_.entry(testing::kAcme, 2)->change_set_id, 1);
  EXPECT_FALSE(undo_.entry(testing::kAcme, 5));
  EXPECT_FALSE(undo_.entry(testing::kAcme, 99));
}

TEST_F(UndoStoreTest, Q5EntriesOfContactsAreByContactAndSeq) {
  std::vector<std::int64_t> seqs;
  for (const UndoContactEntry& entry : undo_.contact_entries(1)) seqs.push_back(entry.seq);
  EXPECT_EQ(seqs, (std::vector<std::int64_t>{2, 1, 4}));
  EXPECT_EQ(undo_.contact_entries(1)[1].before, "{\"team_id\":1}");
  EXPECT_EQ(undo_.contact_entries_of(1, 1).size(), 2U);
  EXPECT_EQ(undo_.contact_entries_of(1, 2).front().seq, 4);
  EXPECT_EQ(undo_.contact_entries_since(2, 1), 3);
  EXPECT_EQ(undo_.contact_entries_since(2, 4), 1);
}

TEST_F(UndoStoreTest, Q5TellsWhatIsStillThere) {
  connection_->execute(
      "UPDATE tag SET removed_at = 1 WHERE id = 2; UPDATE custom_field SET removed_at = 1 WHERE id = 2");
  EXPECT_EQ(undo_.contact(1)->name, "UPDATE Doe");
  EXPECT_FALSE(undo_.contact(99));
  EXPECT_TRUE(undo_.has_user(1) && undo_.has_team(1) && undo_.has_tag(1) && undo_.has_field(1));
  EXPECT_FALSE(undo_.has_user(4) || undo_.has_team(2) || undo_.has_tag(2) || undo_.has_field(2));
}

}  // namespace
}  // namespace onduty::store
