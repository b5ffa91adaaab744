#include "store/integrity_reader.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

using Texts = std::vector<std::string>;

class IntegrityReaderTest : public ::testing::Test {
 protected:
  IntegrityReaderTest() : connection_(sample_.connect()), reader_(*connection_) {}

  std::vector<InconsistentUser> inconsistent_users() {
    std::vector<InconsistentUser> found;
    tally_ = reader_.audit_histories([&](InconsistentUser user) { found.push_back(std::move(user)); });
    EXPECT_EQ(connection_->failure(), std::nullopt);
    return found;
  }
  void execute(const char* sql) {
    connection_->execute(sql);
    ASSERT_EQ(connection_->failure(), std::nullopt);
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  IntegrityReader reader_;
  HistoryTally tally_;
};

TEST_F(IntegrityReaderTest, ASoundDatabaseHasNothingToTell) {
  EXPECT_EQ(reader_.damage(10), Texts());
  EXPECT_EQ(reader_.broken_references(10), Texts());
  EXPECT_TRUE(inconsistent_users().empty());
  EXPECT_EQ(tally_.users, 4);
  EXPECT_EQ(tally_.entries, 0);
}

TEST_F(IntegrityReaderTest, BrokenReferencesAreToldByRow) {
  execute("PRAGMA foreign_keys = OFF");
  execute("UPDATE contact SET assigned_user_id = 99; INSERT INTO team_member VALUES (77, 1)");
  EXPECT_EQ(reader_.broken_references(10).size(), 5U);
  EXPECT_EQ(reader_.broken_references(1), Texts{"row 1 of contact refers to a row of user that is not there"});
}

TEST_F(IntegrityReaderTest, U10AHistoryThatDoesNotFitIsToldWithItsUser) {
  execute("UPDATE user_status SET version = 2, available = 1, custom_status_id = 2 WHERE user_id = 1");
  execute(
      "INSERT INTO status_history(seq, user_id, at, version, available_before, available_after,"
      " custom_revision_before, custom_revision_after, way)"
      " VALUES (1, 1, 10, 1, 0, 0, NULL, 1, 2), (2, 1, 9, 2, 0, 1, 1, 2, 2)");
  const auto users = inconsistent_users();
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0].account, "acme");
  EXPECT_EQ(users[0].uuid, testing::kJane);
  EXPECT_EQ(users[0].email, "jane.doe@email.com");
  ASSERT_EQ(users[0].problems.size(), 1U);  // U11, and nothing else
  EXPECT_NE(users[0].problems[0].find("earlier instant"), std::string::npos);
  EXPECT_EQ(tally_.entries, 2);
}

TEST_F(IntegrityReaderTest, AUserWithoutAStatusIsTold) {
  execute("DELETE FROM user_status WHERE user_id = 2");
  ASSERT_EQ(inconsistent_users().size(), 1U);
  EXPECT_EQ(inconsistent_users()[0].problems, Texts{"the user has no status"});
}

TEST_F(IntegrityReaderTest, ADamagedFileIsTold) {
  connection_.reset();
  sample_.damage("user_by_email");
  const auto again = Connection::open(sample_.path(), Connection::Mode::kReadOnly).value();
  const auto damage = IntegrityReader(*again).damage(10);
  EXPECT_TRUE(!damage.empty() || again->failure());
}

}  // namespace
}  // namespace onduty::store
