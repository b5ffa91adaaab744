#include "store/commit_watch.h"

#include <gtest/gtest.h>

#include "store/database_file.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

constexpr char kChange[] = "UPDATE counter SET value = value + 1";

class CommitWatchTest : public ::testing::Test {
 protected:
  CommitMark mark() const { return watch_->read().value(); }

  const testing::Sample sample_;
  const std::unique_ptr<Connection> connection_ = sample_.connect();
  const std::unique_ptr<Connection> other_ = sample_.connect();
  const std::optional<CommitWatch> watch_ = CommitWatch::over(*connection_);
};

TEST_F(CommitWatchTest, EachCommitOfAnyConnectionMakesAnotherMarkAndCountsOne) {
  const CommitMark before = mark();
  connection_->execute(kChange);
  const CommitMark own = mark();
  EXPECT_NE(own, before);
  EXPECT_EQ(own.commit_count(), before.commit_count() + 1);
  other_->execute(kChange);
  EXPECT_NE(mark(), own);
  EXPECT_EQ(mark().commit_count(), before.commit_count() + 2);
}

TEST_F(CommitWatchTest, ReadingAndTransactionsThatChangeNothingLeaveTheMark) {
  const CommitMark before = mark();
  other_->query_integer("SELECT count(*) FROM user");
  other_->execute("BEGIN IMMEDIATE; COMMIT");
  EXPECT_EQ(mark(), before);
}

TEST_F(CommitWatchTest, WhatIsNotCommittedLeavesTheMark) {
  const CommitMark before = mark();
  other_->execute("BEGIN IMMEDIATE");
  other_->execute(kChange);
  EXPECT_EQ(mark(), before);
  other_->execute("ROLLBACK");
  EXPECT_EQ(mark(), before);
}

TEST_F(CommitWatchTest, ACommitIsSeenAfterTheLogWasBroughtIntoTheFile) {
  other_->execute(kChange);
  const CommitMark before = mark();
  other_->checkpoint(false);
  EXPECT_EQ(mark(), before);
  other_->execute(kChange);  // begins the log anew
  EXPECT_NE(mark(), before);
  EXPECT_EQ(mark().commit_count(), before.commit_count() + 1);
}

TEST_F(CommitWatchTest, ADatabaseWithoutALogHasNoMarks) {
  const auto memory = Connection::open(":memory:", Connection::Mode::kCreate);
  ASSERT_TRUE(memory.ok());
  EXPECT_FALSE(CommitWatch::over(*memory.value()).has_value());
}

}  // namespace
}  // namespace onduty::store
