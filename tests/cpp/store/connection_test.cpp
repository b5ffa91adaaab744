#include "store/connection.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() : connection_(Connection::open(directory_.file("a.db"), Connection::Mode::kCreate).value()) {
    connection_->execute("CREATE TABLE t(id INTEGER PRIMARY KEY, i INTEGER, t TEXT, b BLOB) STRICT");
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(ConnectionTest, ValuesComeBackAsTheyWent) {
  const Uuid uuid = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
  const std::string text("with \0 inside", 13);
  Statement insert(*connection_, "INSERT INTO t(i, t, b) VALUES (?1, ?2, ?3)");
  run(insert, std::numeric_limits<std::int64_t>::min(), text, uuid);
  run(insert, std::optional<std::int64_t>(), std::string_view(), Blob{text});
  Statement select(*connection_, "SELECT i, t, b FROM t ORDER BY id");
  Query rows(select);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows->integer(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(rows->text(1), text);
  EXPECT_EQ(rows->uuid(2), uuid);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows->optional_integer(0), std::nullopt);
  EXPECT_EQ(rows->optional_text(1), "");  // empty is not NULL
  EXPECT_EQ(rows->blob(2), text);
  EXPECT_FALSE(rows.next());
  EXPECT_EQ(connection_->failure(), std::nullopt);
}

TEST_F(ConnectionTest, AFailureSticksUntilItIsCleared) {
  connection_->execute("INSERT INTO nowhere VALUES (1)");
  ASSERT_TRUE(connection_->failure());
  EXPECT_EQ(connection_->failure()->code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(connection_->failure()->message.find("nowhere"), std::string::npos);
  connection_->execute("INSERT INTO t(i) VALUES (1)");
  EXPECT_EQ(connection_->query_integer("SELECT count(*) FROM t"), std::nullopt);
  connection_->clear_failure();
  EXPECT_EQ(connection_->query_integer("SELECT count(*) FROM t"), 0);
}

TEST_F(ConnectionTest, E12AFullDiskHasItsOwnError) {
  connection_->query_integer("PRAGMA max_page_count = 3");
  Statement insert(*connection_, "INSERT INTO t(t) VALUES (?1)");
  run(insert, std::string(100000, 'x'));
  ASSERT_TRUE(connection_->failure());
  EXPECT_EQ(connection_->failure()->code, ErrorCode::kStorageFull);
  EXPECT_FALSE(connection_->outcome_unknown());
}

TEST_F(ConnectionTest, AStatementThatDoesNotParseIsAFailure) {
  Statement wrong(*connection_, "SELEKT 1");
  EXPECT_FALSE(wrong.step());
  EXPECT_TRUE(connection_->failure());
}

TEST_F(ConnectionTest, AReaderCannotWrite) {
  auto reader = Connection::open(directory_.file("a.db"), Connection::Mode::kReadOnly);
  ASSERT_TRUE(reader.ok());
  reader.value()->execute("INSERT INTO t(i) VALUES (1)");
  EXPECT_TRUE(reader.value()->failure());
}

TEST_F(ConnectionTest, E11WhatCannotBeOpenedIsNamed) {
  const auto opened = Connection::open(directory_.file("missing/a.db"), Connection::Mode::kCreate);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(opened.error().message.find("missing/a.db"), std::string::npos);
}

TEST_F(ConnectionTest, ACheckpointEmptiesTheLog) {
  connection_->execute("PRAGMA journal_mode = WAL");
  connection_->execute("INSERT INTO t(i) VALUES (1)");
  EXPECT_GT(connection_->log_pages(), 0);
  connection_->checkpoint(true);
  EXPECT_EQ(connection_->log_pages(), 0);
  EXPECT_EQ(connection_->failure(), std::nullopt);
}

TEST_F(ConnectionTest, AnUnsharedFileTakesNoLocks) {
  auto unshared = Connection::open(directory_.file("a.db"), Connection::Mode::kUnshared);
  ASSERT_TRUE(unshared.ok());
  connection_->execute("BEGIN IMMEDIATE");
  unshared.value()->execute("INSERT INTO t(i) VALUES (1)");
  EXPECT_EQ(unshared.value()->failure(), std::nullopt);
}

// A database in WAL mode whose log another one was put in the place of.
class ReplacedLogTest : public ConnectionTest {
 protected:
  ReplacedLogTest() {
    connection_->execute("PRAGMA journal_mode = WAL");
    connection_->execute("INSERT INTO t(i) VALUES (1)");
    connection_->hold(*HeldFiles::of(path_));
  }

  void replace_log() {
    std::filesystem::rename(log_path_, directory_.file("taken away"));
    std::ofstream(log_path_) << "another log";
  }
  std::string log() {
    std::ifstream file(log_path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const std::string path_ = directory_.file("a.db");
  const std::string log_path_ = path_ + "-wal";
};

TEST_F(ReplacedLogTest, L6IsAFailureThatTellsWhatIsKnownOfTheOutcome) {
  connection_->expect_files(Connection::Written::kUnknown);
  EXPECT_EQ(connection_->failure(), std::nullopt);
  replace_log();
  connection_->expect_files(Connection::Written::kNothing);
  ASSERT_TRUE(connection_->failure());
  EXPECT_EQ(connection_->failure()->code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(connection_->failure()->message.find("Nothing was written"), std::string::npos);
  EXPECT_FALSE(connection_->outcome_unknown());
  connection_->clear_failure();
  connection_->expect_files(Connection::Written::kUnknown);
  EXPECT_NE(connection_->failure()->message.find("unknown"), std::string::npos);
  EXPECT_TRUE(connection_->outcome_unknown());
}

TEST_F(ReplacedLogTest, L6TheOldLogIsNotBroughtIntoTheFileAndTheNewOneIsLeftAlone) {
  replace_log();
  const auto time_before = std::filesystem::last_write_time(path_);
  connection_->checkpoint(true);
  EXPECT_TRUE(connection_->failure());
  connection_.reset();
  EXPECT_EQ(log(), "another log");
  EXPECT_EQ(std::filesystem::last_write_time(path_), time_before);
}

TEST_F(ReplacedLogTest, AConnectionCanLeaveTheLogToOthers) {
  const std::string before = log();
  connection_->leave_log();
  connection_.reset();
  EXPECT_EQ(log(), before);
}

}  // namespace
}  // namespace onduty::store
