#include "onduty/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

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

TEST_F(DatabaseTest, ABackupHoldsWhatWasAcknowledgedAndIsChecked) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  const testing::TemporaryDirectory directory;
  ASSERT_TRUE(database_->backup(directory.file("copy.db"), {}).ok());
  const std::string before = dump();
  ASSERT_TRUE(acme().update_status(set_available(false)).ok());
  const Database copy = Database::open(directory.file("copy.db")).value();
  EXPECT_EQ(testing::dump_file(directory.file("copy.db")), before);
  const auto report = copy.check({});
  EXPECT_TRUE(report.value().findings.empty());
  EXPECT_EQ(report.value().entries, 1);
}

TEST_F(DatabaseTest, ADamagedFileIsAFindingAndTheRestIsGoneThrough) {
  database_.reset();
  sample_.damage("user_by_email");
  reopen();
  const auto report = database_->check({});
  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_FALSE(report.value().findings.empty());
  for (const Finding& finding : report.value().findings) EXPECT_EQ(finding.kind, "damaged_file");
  EXPECT_EQ(report.value().users, 4);
}

TEST_F(DatabaseTest, ClosingStopsABackupAndACheck) {
  const testing::TemporaryDirectory directory;
  std::thread closing;
  BackupOptions options;
  options.progress = [&](std::int64_t, std::int64_t) {
    if (!closing.joinable()) closing = std::thread([this] { database_->close(); });
    while (!database_->is_closed()) std::this_thread::yield();
    return true;
  };
  EXPECT_EQ(database_->backup(directory.file("first.db"), options).error().code, ErrorCode::kClosed);
  closing.join();
  EXPECT_EQ(database_->backup(directory.file("second.db"), {}).error().code, ErrorCode::kClosed);
  EXPECT_EQ(database_->check({}).error().code, ErrorCode::kClosed);
  EXPECT_FALSE(std::filesystem::exists(directory.file("first.db")));
}

// Another process' close as SQLite takes it for the last: what dropped locks lead to.
TEST_F(DatabaseTest, L6ALogThatWasTakenAwayIsToldByEveryUpdateTheReadinessAndTheCheck) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  std::filesystem::remove(sample_.path() + "-wal");
  EXPECT_FALSE(database_->readiness().can_write);
  EXPECT_NE(database_->readiness().problem.find("replaced or removed"), std::string::npos);
  EXPECT_EQ(acme().update_status(set_available(false)).error().code, ErrorCode::kStorageUnavailable);
  EXPECT_EQ(database_->check({}).value().findings.back().kind, "not_writable");
}

TEST_F(DatabaseTest, TellsWhetherItIsClosed) {
  EXPECT_FALSE(database_->is_closed());
  database_->close();
  EXPECT_TRUE(database_->is_closed());
  EXPECT_FALSE(database_->is_forked());
}

TEST_F(DatabaseTest, CanBeMoved) {
  Database moved = std::move(*database_);
  EXPECT_TRUE(moved.readiness().can_write);
  database_.reset();
  EXPECT_TRUE(moved.readiness().can_write);
}

TEST(BuildInfoTest, TellsEveryVersion) {
  const BuildInfo info = build_info();
  for (const std::string& text :
       {info.onduty, info.compiler, info.sqlite, info.sqlite_source_id, info.simdjson, info.libsodium, info.utf8proc}) {
    EXPECT_FALSE(text.empty());
  }
}

}  // namespace
}  // namespace onduty
