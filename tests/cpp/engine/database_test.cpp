#include "onduty/database.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

using DatabaseTest = testing::OpenSample;

TEST_F(DatabaseTest, FindsAccountsByName) {
  EXPECT_EQ(database_->account("acme").value().name(), "acme");
  EXPECT_EQ(database_->account("nobody").error().code, ErrorCode::kAccountNotFound);
  EXPECT_EQ(database_->accounts().value(), (std::vector<std::string>{"acme", "other"}));
}

TEST_F(DatabaseTest, NamesTheAccountsWhereThereAreSeveral) {
  const auto sole = database_->sole_account();
  ASSERT_FALSE(sole.ok());
  EXPECT_EQ(sole.error().message, "Name an account: 'acme' 'other'");
  const testing::TemporaryDirectory directory;
  EXPECT_EQ(Database::open(directory.file("new.db")).value().sole_account().error().message,
            "The database holds no account yet.");
}

TEST_F(DatabaseTest, E2AuthenticatesKeysWithOneAnswerForAllFailures) {
  const auto key = database_->authenticate(testing::kSecret);
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(database_->account_of(key.value()).status(testing::kJane).value().version, 0);
  for (const char* secret : {"", "test_unknown", testing::kRevokedSecret}) {
    EXPECT_EQ(database_->authenticate(secret).error(), Error::of(ErrorCode::kUnauthorized));
  }
}

TEST_F(DatabaseTest, IsReadyUntilItIsClosed) {
  EXPECT_TRUE(database_->readiness().can_write);
  EXPECT_TRUE(database_->readiness().warnings.empty());
  database_->close();
  EXPECT_FALSE(database_->readiness().can_write);
  EXPECT_EQ(database_->readiness().problem, "The database is closed.");
}

TEST_F(DatabaseTest, U11AHistoryAheadOfTheClockIsTold) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  *now_ms_ -= 60'000;
  EXPECT_TRUE(database_->readiness().warnings.empty());
  *now_ms_ -= 1'000;
  const Readiness readiness = database_->readiness();
  EXPECT_TRUE(readiness.can_write);
  ASSERT_EQ(readiness.warnings.size(), 1U);
  EXPECT_NE(readiness.warnings[0].find("61 s"), std::string::npos) << readiness.warnings[0];
}

TEST_F(DatabaseTest, L5TwoOpenTheSameFileAndSeeEachOthersCommits) {
  Database other = Database::open(sample_.path()).value();
  const Account theirs = other.account("acme").value();
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(acme().update_status(set_available(true)).ok());
    ASSERT_TRUE(theirs.update_status(set_available(false)).ok());
    EXPECT_EQ(acme().status(testing::kJane).value().version, 2 * (i + 1));
  }
}

TEST_F(DatabaseTest, CanBeMoved) {
  Database moved = std::move(*database_);
  EXPECT_TRUE(moved.readiness().can_write);
  database_.reset();
  EXPECT_TRUE(moved.readiness().can_write);
}

TEST(BuildInfoTest, TellsEveryVersion) {
  const BuildInfo info = build_info();
  for (const std::string& text : {info.onduty, info.compiler, info.sqlite, info.sqlite_source_id, info.simdjson,
                                  info.libsodium, info.utf8proc}) {
    EXPECT_FALSE(text.empty());
  }
}

}  // namespace
}  // namespace onduty
