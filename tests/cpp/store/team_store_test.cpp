#include "store/team_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;

class TeamStoreTest : public ::testing::Test {
 protected:
  TeamStoreTest() : connection_(sample_.connect()), store_(*connection_) {}

  std::string names(const ListBounds& bounds = {}) {
    std::string all;
    for (const Team& team : store_.list(kAcme, bounds)) all += (all.empty() ? "" : " ") + team.name;
    return all;
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  TeamStore store_;
};

TEST_F(TeamStoreTest, C4TellsHowManyMembersThereAre) {
  const Team general{testing::kGeneral, "General", Instant{testing::kSampleCreatedMs}, true, 2};
  EXPECT_EQ(store_.find(kAcme, testing::kGeneral), general);
  EXPECT_EQ(store_.list(kAcme, {}), (std::vector<Team>{general}));
}

TEST_F(TeamStoreTest, E4FindsOnlyTheAccountsOwnPresentTeams) {
  EXPECT_EQ(store_.find(kAcme, testing::kDissolved), std::nullopt);
  EXPECT_EQ(store_.find(kAcme, testing::kForeignTeam), std::nullopt);
  EXPECT_EQ(store_.key_of(kAcme, testing::kForeignTeam), std::nullopt);
}

TEST_F(TeamStoreTest, C7OrderIsCreationThenUuid) {
  connection_->execute(
      "INSERT INTO team VALUES (10, 1, randomblob(16), 'Older', 0, 5, NULL),"
      " (11, 1, zeroblob(16), 'First of its time', 0, 1700000000000, NULL)");
  EXPECT_EQ(names(), "Older First of its time General");
  EXPECT_EQ(names({{}, 1, 1}), "First of its time");
  const ListKey first = store_.key_of(kAcme, Uuid()).value();
  EXPECT_EQ(names({first, 0, 5}), "General");
  EXPECT_EQ(store_.count(kAcme, {}), 3);
  EXPECT_EQ(store_.count(kAcme, first), 1);
}

TEST_F(TeamStoreTest, C7AListGoesOnBehindATeamThatIsRemoved) {
  EXPECT_EQ(names({store_.key_of(kAcme, testing::kDissolved).value(), 0, 5}), "");
}

}  // namespace
}  // namespace onduty::store
