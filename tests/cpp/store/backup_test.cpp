#include "store/backup.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "store/database_file.h"
#include "store/session.h"
#include "support/dump.h"
#include "support/file_size_limit.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() : writer_(sample_.connect()), session_(open_reader(sample_.path()).value()) {}

  Result<BackupReport> back_up_to(const std::string& path, const BackupOptions& options = {}) {
    return session_.read([&](Session& session) { return back_up(session.connection(), path, options); });
  }
  void insert_tag(const std::string& name) {
    writer_->execute(("INSERT INTO tag(account_id, name, created_at) VALUES (1, '" + name + "', 1)").c_str());
  }
  void expect_no_file() const { EXPECT_TRUE(fs::is_empty(fs::path(path_).parent_path())); }

  // Why the path is refused.
  std::string refused(const std::string& path, bool overwrite = false) {
    const auto backup = back_up_to(path, {overwrite, {}});
    EXPECT_FALSE(backup.ok());
    return backup.ok() ? "" : backup.error().message;
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> writer_;
  Session session_;
  const testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.file("backup.db");
};

TEST_F(BackupTest, HoldsWhatWasCommittedBeforeItBeganAndOpens) {
  insert_tag("before");
  const auto report = back_up_to(path_);
  ASSERT_TRUE(report.ok()) << report.error().message;
  insert_tag("after");
  EXPECT_EQ(static_cast<std::uintmax_t>(report.value().size), fs::file_size(path_));
  ProcessLock lock = ProcessLock::open(path_ + "-lock").value();
  const auto opened = open_writer(path_, false, lock);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened.value()->query_text("PRAGMA integrity_check"), "ok");
  writer_->execute("DELETE FROM tag WHERE name = 'after'");
  EXPECT_EQ(testing::dump(*opened.value()), testing::dump(*writer_));
}

TEST_F(BackupTest, IsOneFileThatOpensWhereNothingCanBeWritten) {
  ASSERT_TRUE(back_up_to(path_).ok());
  EXPECT_EQ(std::distance(fs::directory_iterator(fs::path(path_).parent_path()), {}), 1);
  EXPECT_EQ(Connection::open(path_, Connection::Mode::kReadOnly).value()->query_text("PRAGMA journal_mode"), "delete");
  EXPECT_EQ(fs::status(path_).permissions(), fs::status(sample_.path()).permissions());
}

TEST_F(BackupTest, WhatIsWrittenMeanwhileIsNotInIt) {
  writer_->execute("CREATE TABLE filler AS SELECT randomblob(3000000) AS bytes");
  std::vector<std::int64_t> done;
  BackupOptions options;
  options.progress = [&](std::int64_t bytes, std::int64_t total) {
    if (done.empty()) insert_tag("meanwhile");
    done.push_back(bytes);
    EXPECT_LE(bytes, total);
    return true;
  };
  const auto report = back_up_to(path_, options);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(done.back(), report.value().size);
  EXPECT_GT(done.size(), 2U);
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
  EXPECT_EQ(testing::dump_file(path_).find("'meanwhile'"), std::string::npos);
  EXPECT_NE(testing::dump(*writer_).find("'meanwhile'"), std::string::npos);
}

TEST_F(BackupTest, OfOneThatIsStoppedNothingIsLeft) {
  BackupOptions options;
  options.progress = [](std::int64_t, std::int64_t) { return false; };
  const auto stopped = back_up_to(path_, options);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, ErrorCode::kClosed);
  expect_no_file();
}

TEST_F(BackupTest, AFileThatIsThereIsReplacedOnlyWhenAsked) {
  std::ofstream(path_) << "precious";
  EXPECT_NE(refused(path_).find("exists"), std::string::npos);
  EXPECT_EQ(fs::file_size(path_), 8U);
  ASSERT_TRUE(back_up_to(path_, {true, {}}).ok());
  EXPECT_EQ(testing::dump_file(path_), testing::dump(*writer_));
}

TEST_F(BackupTest, L6TheDatabaseItselfAndWhatIsInUseAreNeverReplaced) {
  const std::string before = testing::dump(*writer_);
  for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
    EXPECT_NE(refused(sample_.path() + suffix, true).find("itself"), std::string::npos) << suffix;
  }
  fs::create_symlink(sample_.path(), directory_.file("link"));
  EXPECT_NE(refused(directory_.file("link"), true).find("itself"), std::string::npos);
  fs::remove(directory_.file("link"));
  const testing::Sample other;
  const auto in_use = other.connect();
  EXPECT_NE(refused(other.path(), true).find("open as a database"), std::string::npos);
  EXPECT_EQ(testing::dump(*writer_), before);
  expect_no_file();
}

TEST_F(BackupTest, PathsThatCannotBeAreNamed) {
  EXPECT_NE(refused(directory_.file("missing/backup.db")).find("missing"), std::string::npos);
  EXPECT_NE(refused(fs::path(path_).parent_path().string()).find("directory"), std::string::npos);
}

TEST_F(BackupTest, ADamagedDatabaseDoesNotReplaceAGoodBackup) {
  ASSERT_TRUE(back_up_to(path_).ok());
  const auto size = fs::file_size(path_);
  const testing::Sample damaged;
  damaged.damage("user_by_email");
  const auto writer = damaged.connect();
  Session session(open_reader(damaged.path()).value());
  const auto refused = session.read([&](Session& reading) { return back_up(reading.connection(), path_, {true, {}}); });
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("damaged"), std::string::npos) << refused.error().message;
  EXPECT_EQ(fs::file_size(path_), size);
  EXPECT_EQ(testing::dump_file(path_), testing::dump(*writer_));
}

TEST_F(BackupTest, ADiskThatFailsIsToldAndNothingIsLeft) {
  std::string message;
  {
    const testing::FileSizeLimit limit(10'000);
    message = refused(path_);
  }
  EXPECT_NE(message.find(path_ + " failed"), std::string::npos) << message;
  expect_no_file();
}

}  // namespace
}  // namespace onduty::store
