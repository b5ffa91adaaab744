#include "store/log_room.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "store/session.h"
#include "support/dump.h"
#include "support/file_size_limit.h"
#include "support/sample.h"
#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

class LogRoomTest : public ::testing::Test {
 protected:
  LogRoomTest() : session_(sample_.connect()) {}

  std::uintmax_t log_size() { return fs::file_size(sample_.path() + "-wal"); }
  std::uintmax_t written() { return 32 + static_cast<std::uintmax_t>(session_.connection().log_pages()) * (4096 + 24); }

  bool commit_one() {
    session_.begin_write();
    const std::string name = "tag " + std::to_string(++count_);
    session_.connection().execute(
        ("INSERT INTO tag(account_id, name, created_at) VALUES (1, '" + name + "', 1)").c_str());
    return session_.commit();
  }
  void commit_until(int pages) {
    while (session_.connection().log_pages() < pages) ASSERT_TRUE(commit_one());
  }

  testing::Sample sample_;
  Session session_;
  int count_ = 0;
};

TEST_F(LogRoomTest, AShortLogIsAsLongAsWhatIsWritten) {
  commit_until(20);
  EXPECT_EQ(log_size(), written());
}

TEST_F(LogRoomTest, ALongLogGrowsInFewSteps) {
  commit_until(40);
  std::set<std::uintmax_t> sizes;
  while (session_.connection().log_pages() < 1000) {
    ASSERT_TRUE(commit_one());
    ASSERT_LE(written(), log_size());
    sizes.insert(log_size());
  }
  EXPECT_LE(sizes.size(), 6U);
}

TEST_F(LogRoomTest, WhatIsCommittedIsReadAfterACrash) {
  commit_until(300);
  const testing::TemporaryDirectory directory;
  const std::string copy = directory.file("copy.db");
  fs::copy_file(sample_.path(), copy);
  fs::copy_file(sample_.path() + "-wal", copy + "-wal");
  ASSERT_GT(log_size(), written());
  const std::string before = testing::dump(session_.connection());
  EXPECT_EQ(testing::dump_file(copy), before);
  Session recovered(Connection::open(copy, Connection::Mode::kReadWrite).value());
  recovered.connection().execute("PRAGMA synchronous = FULL");
  recovered.begin_write();
  recovered.connection().execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'after', 1)");
  ASSERT_TRUE(recovered.commit());
  const std::string after = testing::dump_file(copy);
  EXPECT_NE(after.find("'after'"), std::string::npos);
  EXPECT_GT(after.size(), before.size());
}

TEST_F(LogRoomTest, OthersMayEmptyTheLogMeanwhile) {
  const auto other = sample_.connect();
  for (int round = 0; round < 4; ++round) {
    commit_until(session_.connection().log_pages() + 300);
    other->checkpoint(true);
    ASSERT_EQ(log_size(), 0U);
    other->execute(
        ("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'o" + std::to_string(round) + "', 1)").c_str());
    ASSERT_TRUE(commit_one());
    EXPECT_EQ(testing::dump_file(sample_.path()), testing::dump(session_.connection()));
    EXPECT_EQ(session_.connection().query_text("PRAGMA integrity_check"), "ok");
  }
}

TEST_F(LogRoomTest, ALogThatWasEmptiedGetsRoomAnew) {
  commit_until(300);
  session_.connection().checkpoint(true);
  ASSERT_EQ(log_size(), 0U);
  commit_until(20);
  EXPECT_EQ(log_size(), written());
  commit_until(300);
  EXPECT_GT(log_size(), written());
}

TEST_F(LogRoomTest, E12WithoutSpaceForItThereIsNoneAndCommitsGoOn) {
  commit_until(30);
  const testing::FileSizeLimit limit(log_size() + 50 * 4120);
  commit_until(60);
  EXPECT_EQ(log_size(), written());
}

}  // namespace
}  // namespace onduty::store
