#include "engine/team_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kUsers[] = R"("users": [{"uuid": "00000000000000000000000000000001", "email": "a@x", "name": "A"},
    {"uuid": "00000000000000000000000000000002", "email": "b@x", "name": "B"},
    {"uuid": "00000000000000000000000000000003", "email": "c@x", "name": "C"}])";

class TeamImportTest : public testing::ImportFixture {
 protected:
  static std::string team(const std::string& rest) {
    return R"("teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", )" + rest + "}]";
  }
  std::string members() { return text("SELECT user_id FROM team_member ORDER BY user_id"); }
};

TEST_F(TeamImportTest, I1CreatesWithMembersOfTheSameDocument) {
  const std::string general =
      std::string(kUsers) + ", " + team(R"("name": "General", "createdAt": "2020-11-13T21:08:53Z", "default": true,
                                      "members": ["c@x", "A@X"])");
  EXPECT_EQ(imported(general).teams, (ImportCounts{1, 0, 0, 0}));
  EXPECT_EQ(text("SELECT name || is_default || created_at FROM team"), "General11605301733000");
  EXPECT_EQ(members(), "1 3");
  expect_unchanged(general);
}

TEST_F(TeamImportTest, I1AListOfMembersReplacesAndAnAbsentOneStays) {
  imported(std::string(kUsers) + ", " + team(R"("name": "General", "members": ["a@x", "b@x"])"));
  EXPECT_EQ(imported(team(R"("members": ["b@x", "c@x"])")).teams, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(members(), "2 3");
  EXPECT_EQ(imported(team(R"("name": "Night shift")")).teams, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(members(), "2 3");
  imported(team(R"("members": [])"));
  EXPECT_EQ(members(), "");
}

TEST_F(TeamImportTest, I2UnknownAndRemovedMembersAreRefused) {
  imported(kUsers);
  imported(R"("users": [{"email": "c@x", "removed": true}])");
  EXPECT_EQ(refused(team(R"("name": "General", "members": ["a@x", "nobody@x", "c@x"])")),
            (Texts{"/teams/0/members/1: is not the e-mail of a user of this account",
                   "/teams/0/members/2: is not the e-mail of a user of this account"}));
}

TEST_F(TeamImportTest, I2MembersAreLookedUpAfterTheWholeDocument) {
  imported(kUsers);
  EXPECT_EQ(refused(R"("users": [{"uuid": "00000000000000000000000000000001", "email": "new@x"}], )" +
                    team(R"("name": "General", "members": ["a@x"])")),
            Texts{"/teams/0/members/0: is not the e-mail of a user of this account"});
}

TEST_F(TeamImportTest, I2ANewTeamNeedsANameAndNoFuture) {
  EXPECT_EQ(refused(team(R"("createdAt": "2100-01-01T00:00:00Z")")),
            (Texts{"/teams/0/createdAt: lies in the future", "/teams/0/name: is required for a new team"}));
}

TEST_F(TeamImportTest, I1RemovingATeamLeavesItsContactsAndMembers) {
  imported(std::string(kUsers) + ", " + team(R"("name": "General", "members": ["a@x"])") +
           R"(, "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C",
                              "team_uuid": "ad42a09715814e6483b1c5debd6a2dbc"}])");
  EXPECT_EQ(text("SELECT team_id FROM contact"), "1");
  EXPECT_EQ(imported(team(R"("removed": true)")).teams, (ImportCounts{0, 0, 0, 1}));
  EXPECT_EQ(members(), "");
  EXPECT_EQ(text("SELECT team_id IS NULL FROM contact"), "1");
  EXPECT_EQ(text("SELECT removed_at FROM team"), "1700000000000");
  expect_unchanged(team(R"("removed": true)"));
}

TEST_F(TeamImportTest, I1ARemovedTeamComesBack) {
  imported(std::string(kUsers) + ", " + team(R"("name": "General", "members": ["a@x"])"));
  imported(team(R"("removed": true)"));
  EXPECT_EQ(imported(team(R"("members": ["b@x"])")).teams, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(text("SELECT name || (removed_at IS NULL) FROM team"), "General1");
  EXPECT_EQ(members(), "2");
}

class DefaultTeamTest : public TeamImportTest {
 protected:
  static std::string entry(int number, const std::string& rest) {
    return R"({"uuid": "0000000000000000000000000000000)" + std::to_string(number) + R"(", "name": "T", )" + rest + "}";
  }
  static std::string teams(const std::string& first, const std::string& second) {
    return "\"teams\": [" + first + ", " + second + "]";
  }
};

TEST_F(DefaultTeamTest, I2TwoInOneDocumentAreRefused) {
  EXPECT_EQ(refused(teams(entry(1, R"("default": true)"), entry(2, R"("default": true)"))),
            Texts{"/teams/1/default: is true for another team already, at /teams/0; only one can be it"});
}

TEST_F(DefaultTeamTest, I2AnotherBesideTheStoredOneIsRefused) {
  imported(teams(entry(1, R"("default": true)"), entry(2, R"("default": false)")));
  EXPECT_EQ(
      refused("\"teams\": [" + entry(2, R"("default": true)") + "]"),
      Texts{"/teams/0/default: is true for another team already, 00000000000000000000000000000001; only one can be "
            "it"});
}

TEST_F(DefaultTeamTest, I1ItCanBePassedOnInEitherOrder) {
  imported(teams(entry(1, R"("default": true)"), entry(2, R"("default": false)")));
  imported(teams(entry(2, R"("default": true)"), entry(1, R"("default": false)")));
  EXPECT_EQ(text("SELECT is_default FROM team ORDER BY id"), "0 1");
  imported(teams(entry(1, R"("default": true)"), entry(2, R"("removed": true)")));
  EXPECT_EQ(text("SELECT is_default FROM team WHERE removed_at IS NULL"), "1");
}

}  // namespace
}  // namespace onduty::engine
