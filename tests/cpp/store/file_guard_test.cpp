#include "store/file_guard.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <memory>

#include "store/connection.h"
#include "store/database_file.h"
#include "support/child_process.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

// What a program does that knows nothing of onduty: it opens the database, reads, closes it, and removes the log where
// it believes to be the last.
int use_as_another_program(const std::string& path) {
  return testing::run_in_child([&] {
    auto connection = Connection::open(path, Connection::Mode::kReadWrite).value();
    return connection->query_integer("SELECT count(*) FROM user") ? 0 : 1;
  });
}

// What drops the locks that the process has on a file.
void open_and_close(const std::string& path) { ::close(::open(path.c_str(), O_RDONLY | O_CLOEXEC)); }

class FileGuardTest : public ::testing::Test {
 protected:
  FileGuardTest() : writer_(sample_.connect()) {}

  void drop_locks() const {
    open_and_close(sample_.path());
    open_and_close(sample_.path() + "-shm");
  }
  bool has_log() const { return fs::exists(sample_.path() + "-wal"); }

  testing::Sample sample_;
  std::unique_ptr<Connection> writer_;
};

TEST_F(FileGuardTest, L6LocksThatTheProcessDroppedDoNotCostTheLog) {
  drop_locks();
  EXPECT_EQ(use_as_another_program(sample_.path()), 0);
  EXPECT_TRUE(has_log());
  writer_->execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'new', 1)");
  writer_->expect_files(Connection::Written::kUnknown);
  EXPECT_EQ(writer_->failure(), std::nullopt);
}

// The hazard itself, so that the test above shows something.
TEST_F(FileGuardTest, L6WithoutAGuardTheLogWouldBeGone) {
  writer_ = Connection::open(sample_.path(), Connection::Mode::kReadWrite).value();
  writer_->execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'new', 1)");
  ASSERT_EQ(use_as_another_program(sample_.path()), 0);
  ASSERT_TRUE(has_log());
  drop_locks();
  ASSERT_EQ(use_as_another_program(sample_.path()), 0);
  EXPECT_FALSE(has_log());
  writer_->leave_log();
}

TEST_F(FileGuardTest, L6ALaterReaderGuardsToo) {
  const auto reader = open_reader(sample_.path()).value();
  EXPECT_TRUE(reader->query_integer("SELECT count(*) FROM user"));
  writer_.reset();
  drop_locks();
  EXPECT_EQ(use_as_another_program(sample_.path()), 0);
  EXPECT_TRUE(has_log());
}

TEST_F(FileGuardTest, TheLastConnectionStillRemovesTheLog) {
  auto second = sample_.connect();
  writer_.reset();
  EXPECT_TRUE(has_log());
  second.reset();
  EXPECT_FALSE(has_log());
  EXPECT_FALSE(fs::exists(sample_.path() + "-shm"));
}

TEST_F(FileGuardTest, DescriptorsAreSharedAndClosedWithTheLastGuard) {
  const auto count = [] { return std::distance(fs::directory_iterator("/proc/self/fd"), {}); };
  const auto before = count();
  {
    auto first = FileGuard::over(sample_.path());
    const auto second = FileGuard::over(sample_.path());
    EXPECT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(count(), before);
    first.value().lift();
  }
  EXPECT_EQ(count(), before);
  writer_.reset();
  EXPECT_LT(count(), before);
}

// A connection without a guard in this process, as Python's sqlite3 may have one.
TEST_F(FileGuardTest, L6TheLastGuardDoesNotDropTheLocksOfOthers) {
  const auto other = Connection::open(sample_.path(), Connection::Mode::kReadWrite).value();
  other->execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'new', 1)");
  writer_.reset();
  EXPECT_EQ(use_as_another_program(sample_.path()), 0);
  EXPECT_TRUE(has_log());
}

TEST_F(FileGuardTest, L6AChildHasNothingOfItsParentsGuards) {
  auto guard = std::make_unique<FileGuard>(FileGuard::over(sample_.path()).value());
  const int code = testing::run_in_child([&] {
    guard->lift();
    guard.reset();
    const auto own = sample_.connect();
    return own->query_integer("SELECT count(*) FROM user") ? 0 : 1;
  });
  EXPECT_EQ(code, 0);
  drop_locks();
  EXPECT_EQ(use_as_another_program(sample_.path()), 0);
  EXPECT_TRUE(has_log());
}

TEST(FileGuard, AFileThatIsNotThereIsNamed) {
  const auto refused = FileGuard::over("/nonexistent/a.db");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("/nonexistent/a.db"), std::string::npos);
}

}  // namespace
}  // namespace onduty::store
