#include "store/process_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

#include "support/child_process.h"
#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

using std::chrono::milliseconds;

TEST(ProcessLock, OneHolderAtATime) {
  const testing::TemporaryDirectory directory;
  ProcessLock first = ProcessLock::open(directory.file("a-lock")).value();
  ProcessLock second = ProcessLock::open(directory.file("a-lock")).value();
  ASSERT_TRUE(first.acquire(milliseconds(0)).ok());
  const auto refused = second.acquire(milliseconds(5));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kOverloaded);  // E11
  first.release();
  EXPECT_TRUE(second.acquire(milliseconds(0)).ok());
}

TEST(ProcessLock, IsFreeWhenItsHolderIsGoneAndTheFileStays) {
  const testing::TemporaryDirectory directory;
  {
    ProcessLock gone = ProcessLock::open(directory.file("a-lock")).value();
    ASSERT_TRUE(gone.acquire(milliseconds(0)).ok());
  }
  EXPECT_TRUE(std::filesystem::exists(directory.file("a-lock")));
  ProcessLock next = ProcessLock::open(directory.file("a-lock")).value();
  EXPECT_TRUE(next.acquire(milliseconds(0)).ok());
}

TEST(ProcessLock, E11AFileThatCannotBeMadeIsNamed) {
  const testing::TemporaryDirectory directory;
  const auto opened = ProcessLock::open(directory.file("missing/a-lock"));
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().message.find("missing/a-lock"), std::string::npos);
}

// L6: a child that lives on must not keep the lock of a parent that is gone.
TEST(ProcessLock, L6AForkedChildDoesNotHoldIt) {
  const testing::TemporaryDirectory directory;
  auto lock = std::make_unique<ProcessLock>(ProcessLock::open(directory.file("a-lock")).value());
  ASSERT_TRUE(lock->acquire(milliseconds(0)).ok());
  const pid_t child = ::fork();
  if (child == 0) {
    ::pause();
    ::_exit(0);
  }
  lock.reset();  // as when the process ends: without release()
  ProcessLock next = ProcessLock::open(directory.file("a-lock")).value();
  EXPECT_TRUE(next.acquire(milliseconds(2000)).ok());
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

// A holder that takes the lock again and again must not starve another.
TEST(ProcessLockThreaded, BothGetTheirTurn) {
  const testing::TemporaryDirectory directory;
  std::atomic<bool> stop{false};
  std::atomic<int> inside{0};
  std::atomic<int> collisions{0};
  std::thread busy([&] {
    ProcessLock lock = ProcessLock::open(directory.file("a-lock")).value();
    while (!stop) {
      if (!lock.acquire(milliseconds(10'000)).ok()) continue;
      if (inside.fetch_add(1) != 0) ++collisions;
      std::this_thread::sleep_for(milliseconds(1));
      --inside;
      lock.release();
    }
  });
  ProcessLock lock = ProcessLock::open(directory.file("a-lock")).value();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(lock.acquire(milliseconds(10'000)).ok());
    if (inside.fetch_add(1) != 0) ++collisions;
    --inside;
    lock.release();
  }
  stop = true;
  busy.join();
  EXPECT_EQ(collisions, 0);
}

TEST(ProcessLock, L4WhoWaitsCanGiveUp) {
  const testing::TemporaryDirectory directory;
  ProcessLock first = ProcessLock::open(directory.file("a-lock")).value();
  ProcessLock second = ProcessLock::open(directory.file("a-lock")).value();
  EXPECT_TRUE(first.acquire(milliseconds(0), [] { return false; }).ok());  // nothing to wait for
  int asked = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto refused = second.acquire(milliseconds(10'000), [&] { return ++asked < 2; });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kClosed);
  EXPECT_EQ(asked, 2);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2'000));
  first.release();
  EXPECT_TRUE(second.acquire(milliseconds(0)).ok());  // the turn was given back
}

}  // namespace
}  // namespace onduty::store
