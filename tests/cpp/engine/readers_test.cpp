#include "engine/readers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <new>
#include <thread>
#include <vector>

#include "support/sample.h"

namespace onduty::engine {
namespace {

Result<std::int64_t> count_tags(store::Session& session) {
  return session.connection().query_integer("SELECT count(*) FROM tag").value_or(-1);
}

TEST(Readers, SeeTheLastCommit) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  EXPECT_EQ(readers.run(count_tags).value(), 2);
  writer->execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'new', 1)");
  EXPECT_EQ(readers.run(count_tags).value(), 3);
}

TEST(Readers, ReadWhileSomebodyWrites) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  writer->execute("BEGIN IMMEDIATE; INSERT INTO tag(account_id, name, created_at) VALUES (1, 'new', 1)");
  EXPECT_EQ(readers.run(count_tags).value(), 2);
  writer->execute("COMMIT");
  EXPECT_EQ(readers.run(count_tags).value(), 3);
}

TEST(Readers, AreRefusedAfterClosing) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  readers.close();
  const auto refused = readers.run(count_tags);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kClosed);
}

TEST(Readers, TellWhenTheFileCannotBeOpened) {
  Readers readers("/nonexistent/a.db");
  for (int i = 0; i < 20; ++i) {  // more often than there are connections
    const auto failed = readers.run(count_tags);
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().code, ErrorCode::kStorageUnavailable);
  }
}

TEST(Readers, AReadThatThrowsKeepsNeitherConnectionNorTurn) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  const auto read = [](store::Session&) -> Result<std::int64_t> { throw std::bad_alloc(); };
  for (int i = 0; i < 20; ++i) {  // more often than there are connections, or turns
    EXPECT_THROW(readers.run(read), std::bad_alloc);
    EXPECT_THROW(readers.run_long(read), std::bad_alloc);
  }
  EXPECT_EQ(readers.run_long(count_tags).value(), 2);
}

TEST(ReadersThreaded, MoreThreadsThanConnectionsAllGetTheirAnswer) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  std::atomic<int> answers{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) answers += readers.run(count_tags).value() == 2 ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answers, 16 * 50);
}

TEST(ReadersThreaded, LongReadsLeaveConnectionsForTheOthers) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  std::promise<void> release;
  const auto released = release.get_future().share();
  std::atomic<int> begun{0};
  std::atomic<int> answers{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&] {
      const auto read = [&](store::Session& session) {
        ++begun;
        released.wait();
        return count_tags(session);
      };
      answers += readers.run_long(read).value() == 2 ? 1 : 0;
    });
  }
  while (begun < 3) std::this_thread::yield();
  EXPECT_EQ(readers.run(count_tags).value(), 2);
  EXPECT_EQ(begun, 3);
  release.set_value();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answers, 16);
}

TEST(ReadersThreaded, ALongReadThatIsNotWantedAnyMoreWaitsNoLonger) {
  const testing::Sample sample;
  const auto writer = sample.connect();
  Readers readers(sample.path());
  const auto stopped = readers.run_long(count_tags, [] { return false; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, ErrorCode::kClosed);
  readers.close();
  EXPECT_EQ(readers.run_long(count_tags).error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty::engine
