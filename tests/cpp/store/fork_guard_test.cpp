#include "store/fork_guard.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "store/connection.h"
#include "support/child_process.h"
#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

TEST(ForkGuard, L6AFileThatIsOpenedInAChildIsLockedByTheChild) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.file("a.db");
  auto parents = Connection::open(path, Connection::Mode::kCreate).value();
  parents->execute("PRAGMA journal_mode = WAL; CREATE TABLE t(i)");
  testing::PausingChild child([&](const auto& pause) {
    const auto childs = Connection::open(path, Connection::Mode::kReadWrite).value();
    childs->execute("INSERT INTO t VALUES (1)");
    pause();
    return childs->failure() ? 1 : 0;
  });
  ASSERT_TRUE(child.is_paused());
  parents.reset();
  // Who opens and closes it now is not the last, and so leaves the log.
  Connection::open(path, Connection::Mode::kReadWrite).value()->execute("SELECT * FROM t");
  EXPECT_TRUE(std::filesystem::exists(path + "-wal"));
  EXPECT_EQ(child.finish(), 0);
  Connection::open(path, Connection::Mode::kReadWrite).value()->execute("SELECT * FROM t");
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
}

#if !defined(__SANITIZE_ADDRESS__)  // its allocator does not survive a fork among threads that allocate

TEST(ForkGuard, L6AChildOfABusyProcessDoesNotHang) {
  constexpr int kForks = 100;
  const testing::TemporaryDirectory directory;
  std::atomic<bool> stop{false};
  std::vector<std::thread> busy;
  for (int i = 0; i < 3; ++i) {
    busy.emplace_back([&] {
      while (!stop) Connection::open(":memory:", Connection::Mode::kCreate).value()->execute("CREATE TABLE t(i)");
    });
  }
  int hung = 0;
  for (int i = 0; i < kForks; ++i) {
    const int code = testing::run_in_child(
        [&] {
          const auto childs = Connection::open(directory.file("child.db"), Connection::Mode::kCreate).value();
          childs->execute("CREATE TABLE IF NOT EXISTS t(i); INSERT INTO t VALUES (randomblob(9))");
          return childs->failure() ? 1 : 0;
        },
        std::chrono::seconds(5));
    if (code != 0) ++hung;
  }
  stop = true;
  for (std::thread& thread : busy) thread.join();
  EXPECT_EQ(hung, 0);
}

#endif

}  // namespace
}  // namespace onduty::store
