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
  EXPECT_EQ(testing::dump_file(copy), testing::dump(session_.connection()));
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
