#include "store/database_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/schema.h"
#include "support/dump.h"
#include "support/file_size_limit.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

class DatabaseFileTest : public ::testing::Test {
 protected:
  Result<std::unique_ptr<Connection>> open(const std::string& path, bool create = true) {
    ProcessLock lock = ProcessLock::open(path + "-lock").value();
    return open_writer(path, create, lock);
  }
  std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  int files() const {
    const std::filesystem::directory_iterator entries(std::filesystem::path(path_).parent_path());
    return static_cast<int>(std::distance(begin(entries), end(entries)));
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.file("a.db");
};

TEST_F(DatabaseFileTest, S1EveryCommitIsSynced) {
  const auto connection = open(path_);
  ASSERT_TRUE(connection.ok());
  EXPECT_EQ(connection.value()->query_text("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(connection.value()->query_integer("PRAGMA synchronous"), 2);
  EXPECT_EQ(connection.value()->query_integer("PRAGMA cache_size"), -65536);
  EXPECT_EQ(connection.value()->query_integer("PRAGMA foreign_keys"), 1);
}

TEST_F(DatabaseFileTest, OpensAgainWhatItMade) {
  const std::string before = testing::dump(*open(path_).value());
  const auto again = open(path_, false);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(testing::dump(*again.value()), before);
}

TEST_F(DatabaseFileTest, AFileOfSomethingElseIsRefusedAndLeftAlone) {
  std::ofstream(path_) << std::string(5000, 'x');
  const std::string before = read_file(path_);
  const auto opened = open(path_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kIncompatibleDatabase);
  EXPECT_EQ(read_file(path_), before);
}

TEST_F(DatabaseFileTest, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  Connection::open(path_, Connection::Mode::kCreate).value()->execute("CREATE TABLE theirs(a)");
  const std::string before = read_file(path_);
  const auto opened = open(path_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kIncompatibleDatabase);
  EXPECT_EQ(read_file(path_), before);
}

TEST_F(DatabaseFileTest, AnEmptyFileStaysEmptyWhereNoneIsToBeMade) {
  std::ofstream{path_};
  const auto opened = open(path_, false);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kIncompatibleDatabase);
  EXPECT_EQ(std::filesystem::file_size(path_), 0u);
  std::filesystem::remove(path_ + "-lock");
  ASSERT_FALSE(refuse_foreign(path_, false).ok());
  EXPECT_EQ(refuse_foreign(path_, false).error().code, ErrorCode::kIncompatibleDatabase);
  EXPECT_TRUE(open(path_).ok());
}

TEST_F(DatabaseFileTest, AnotherProgramsEmptyDatabaseIsLeftAlone) {
  Connection::open(path_, Connection::Mode::kCreate).value()->execute("PRAGMA user_version = 7; VACUUM");
  const std::string before = read_file(path_);
  ASSERT_FALSE(open(path_).ok());
  EXPECT_EQ(read_file(path_), before);
}

TEST_F(DatabaseFileTest, WhatIsForeignIsToldWithoutALock) {
  const std::string odd = directory_.file("odd #1?%.db");
  Connection::open(odd, Connection::Mode::kCreate)
      .value()
      ->execute("PRAGMA journal_mode = WAL; CREATE TABLE theirs(a)");
  std::ofstream(path_) << std::string(5000, 'x');
  for (const std::string& path : {path_, odd}) {
    const auto refused = refuse_foreign(path, true);
    ASSERT_FALSE(refused.ok()) << path;
    EXPECT_EQ(refused.error().code, ErrorCode::kIncompatibleDatabase);
    EXPECT_NE(refused.error().message.find(path), std::string::npos);
  }
  EXPECT_EQ(files(), 2);
}

TEST_F(DatabaseFileTest, WhatMayBeOursIsNotTurnedAway) {
  EXPECT_TRUE(refuse_foreign(path_, true).ok());  // there is nothing yet
  ASSERT_TRUE(open(path_).ok());
  std::filesystem::remove(path_ + "-lock");
  EXPECT_TRUE(refuse_foreign(path_, false).ok());
  const auto writer = open(path_);  // has a log, in which the rest may be
  std::filesystem::remove(path_ + "-lock");
  EXPECT_TRUE(refuse_foreign(path_, false).ok());
}

TEST_F(DatabaseFileTest, E12ADiskThatIsFullLeavesNothingHalfMade) {
  int failures = 0;
  for (const rlim_t limit : {rlim_t{100}, rlim_t{4'096}, rlim_t{20'000}, rlim_t{50'000}}) {
    const auto opened = [&] {
      const testing::FileSizeLimit full(limit);
      return open(path_);
    }();
    if (opened.ok()) continue;
    ++failures;
    EXPECT_EQ(files(), 1) << limit;  // the lock file, which others may wait for
    EXPECT_FALSE(std::filesystem::exists(path_));
  }
  EXPECT_GE(failures, 3);
  EXPECT_TRUE(open(path_).ok());
}

TEST_F(DatabaseFileTest, E12AnEmptyFileThatCannotBeFilledIsEmptyAgain) {
  std::ofstream{path_};
  {
    const testing::FileSizeLimit full(20'000);
    ASSERT_FALSE(open(path_).ok());
  }
  EXPECT_EQ(std::filesystem::file_size(path_), 0u);
  EXPECT_EQ(files(), 2);
}

TEST_F(DatabaseFileTest, ANewerVersionIsRefused) {
  open(path_).value()->execute("PRAGMA user_version = 999");
  const auto opened = open(path_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kIncompatibleDatabase);
  EXPECT_NE(opened.error().message.find("newer"), std::string::npos);
}

TEST_F(DatabaseFileTest, AReaderSeesWhatIsCommitted) {
  const auto writer = open(path_);
  const auto reader = open_reader(path_);
  ASSERT_TRUE(reader.ok());
  writer.value()->execute("INSERT INTO counter(name, value) VALUES ('x', 5)");
  EXPECT_EQ(reader.value()->query_integer("SELECT value FROM counter WHERE name = 'x'"), 5);
  reader.value()->execute("DELETE FROM counter");
  EXPECT_TRUE(reader.value()->failure());
}

TEST_F(DatabaseFileTest, PathsAreResolvedToTheFileItself) {
  ASSERT_TRUE(open(path_).ok());
  std::filesystem::create_symlink(path_, directory_.file("link.db"));
  EXPECT_EQ(resolve_path(directory_.file("link.db")).value(), resolve_path(path_).value());
  EXPECT_EQ(resolve_path(directory_.file("x/../a.db")).value(), resolve_path(path_).value());
}

TEST_F(DatabaseFileTest, ANameAloneIsInTheWorkingDirectory) {
  const auto resolved = resolve_path("not-there-yet.db");
  ASSERT_TRUE(resolved.ok());
  EXPECT_EQ(resolved.value(), (std::filesystem::current_path() / "not-there-yet.db").string());
}

TEST_F(DatabaseFileTest, PathsThatCannotBeAreRefused) {
  std::filesystem::create_directory(directory_.file("folder"));
  for (const std::string& path : {std::string(), directory_.file("missing/a.db"), directory_.file("folder")}) {
    const auto resolved = resolve_path(path);
    ASSERT_FALSE(resolved.ok()) << path;
    EXPECT_EQ(resolved.error().code, ErrorCode::kStorageUnavailable);
  }
}

TEST_F(DatabaseFileTest, AFileOfTwoNamesIsRefused) {
  ASSERT_TRUE(open(path_).ok());
  std::filesystem::create_hard_link(path_, directory_.file("other.db"));
  const auto resolved = resolve_path(path_);
  ASSERT_FALSE(resolved.ok());
  EXPECT_NE(resolved.error().message.find("hard links"), std::string::npos);
}

}  // namespace
}  // namespace onduty::store
