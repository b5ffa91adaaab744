#include "store/directory_team_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using testing::kNow;

const Uuid kTeam = *Uuid::parse("ad42a09715814e6483b1c5debd6a2dbc");

class DirectoryTeamStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryTeamStoreTest() : store_(*connection_) {
    add_accounts();
    team_.id = store_.insert(1, team_);
  }

  DirectoryTeamStore store_;
  TeamRow team_{0, kTeam, "General", true, kNow, std::nullopt};
};

TEST_F(DirectoryTeamStoreTest, FindsTeamsOfTheAccountOnly) {
  EXPECT_EQ(store_.find(1, kTeam), team_);
  EXPECT_EQ(store_.find(2, kTeam), std::nullopt);
}

TEST_F(DirectoryTeamStoreTest, I1UpdatesAndFindsRemovedOnes) {
  team_.name = "Night shift";
  team_.is_default = false;
  team_.created_at = Instant{5};
  team_.removed_at = kNow;
  store_.update(team_);
  EXPECT_EQ(store_.find(1, kTeam), team_);
}

TEST_F(DirectoryTeamStoreTest, KeepsMembersInOrder) {
  connection_->execute(
      "INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at) VALUES"
      " (1, 1, x'00000000000000000000000000000001', 'a', 'a', 'A', 0),"
      " (2, 1, x'00000000000000000000000000000002', 'b', 'b', 'B', 0)");
  store_.add_member(team_.id, 2);
  store_.add_member(team_.id, 1);
  EXPECT_EQ(store_.members(team_.id), (std::vector<std::int64_t>{1, 2}));
  store_.remove_member(team_.id, 1);
  EXPECT_EQ(store_.members(team_.id), std::vector<std::int64_t>{2});
  store_.remove_members(team_.id);
  EXPECT_TRUE(store_.members(team_.id).empty());
}

TEST_F(DirectoryTeamStoreTest, I1RemovedTeamsLeaveTheirContacts) {
  connection_->execute(
      "INSERT INTO contact(account_id, uuid, name, created_at, team_id)"
      " VALUES (1, x'00000000000000000000000000000009', 'C', 0, 1)");
  store_.detach_contacts(1);
  EXPECT_EQ(text("SELECT team_id FROM contact"), "1");
  team_.removed_at = kNow;
  store_.update(team_);
  store_.detach_contacts(1);
  EXPECT_EQ(text("SELECT team_id IS NULL FROM contact"), "1");
}

TEST_F(DirectoryTeamStoreTest, TellsDefaultTeamsOfTheAccount) {
  EXPECT_EQ(store_.defaults(1), std::vector<Uuid>{kTeam});
  EXPECT_EQ(store_.defaults(2), std::vector<Uuid>());
  team_.removed_at = kNow;
  store_.update(team_);
  EXPECT_EQ(store_.defaults(1), std::vector<Uuid>());
}

}  // namespace
}  // namespace onduty::store
