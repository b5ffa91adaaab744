#include "engine/writer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "onduty/waiting_caller.h"
#include "support/dump.h"
#include "support/file_size_limit.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using Outcome = std::optional<Error>;

// An operation made of a function, whose outcome can be waited for.
class TestOperation final : public WriteOperation {
 public:
  using Apply = std::function<void(store::Session&)>;

  TestOperation(Apply apply, std::promise<Outcome> outcome, bool is_long)
      : apply_(std::move(apply)), outcome_(std::move(outcome)), is_long_(is_long) {}

  void apply(store::Session& session, Instant /*now*/) override { apply_(session); }
  void finish(const Outcome& failure) override { outcome_.set_value(failure); }
  bool is_long() const override { return is_long_; }

 private:
  Apply apply_;
  std::promise<Outcome> outcome_;
  bool is_long_;
};

void insert_tag(store::Session& session, const std::string& name) {
  session.connection().execute(("INSERT INTO tag(account_id, name, created_at) VALUES (1, '" + name + "', 1)").c_str());
}

class WriterTest : public ::testing::Test {
 protected:
  WriterTest() { open(10000); }

  void open(std::size_t queue_max, std::chrono::milliseconds lock_timeout = store::kLockTimeout) {
    writer_.reset();
    auto session = std::make_unique<store::Session>(sample_.connect());
    writer_ = std::make_unique<Writer>(
        std::move(session), sample_.lock(), present_, [] { return Instant{1}; }, queue_max, lock_timeout);
  }

  std::future<Outcome> submit(TestOperation::Apply apply, bool is_long = false) {
    std::promise<Outcome> promise;
    std::future<Outcome> outcome = promise.get_future();
    writer_->submit(std::make_unique<TestOperation>(std::move(apply), std::move(promise), is_long));
    return outcome;
  }

  std::future<Outcome> submit_tag(const std::string& name) {
    return submit([name](store::Session& session) { insert_tag(session, name); });
  }

  // An operation that keeps the writer until it is let go.
  std::promise<void> hold_writer() {
    std::promise<void> release;
    auto started = std::make_shared<std::promise<void>>();
    auto has_started = started->get_future();
    submit([started, released = release.get_future().share()](store::Session&) {
      started->set_value();
      released.wait();
    });
    has_started.wait();
    return release;
  }

  bool has_tag(const std::string& name) const {
    return testing::dump_file(sample_.path()).find("'" + name + "'") != std::string::npos;
  }

  testing::Sample sample_;
  Present present_;
  std::unique_ptr<Writer> writer_;
};

using WriterThreaded = WriterTest;

TEST_F(WriterThreaded, S1AnAnsweredWriteIsOnDisk) {
  EXPECT_EQ(submit_tag("new").get(), std::nullopt);
  EXPECT_TRUE(has_tag("new"));
}

TEST_F(WriterThreaded, TellsHowManyWait) {
  EXPECT_EQ(writer_->queue_length(), 0U);
  std::promise<void> release = hold_writer();
  std::vector<std::future<Outcome>> outcomes;
  for (const char* name : {"a", "b", "c"}) outcomes.push_back(submit_tag(name));
  EXPECT_EQ(writer_->queue_length(), 3U);
  release.set_value();
  for (auto& outcome : outcomes) EXPECT_EQ(outcome.get(), std::nullopt);
  EXPECT_EQ(writer_->queue_length(), 0U);
}

using Submit = std::function<std::future<Outcome>(TestOperation::Apply)>;

// Who carries out an operation of a caller that waits.
std::thread::id worker_of(const Submit& submit) {
  std::thread::id worker;
  const WaitingCaller waits;
  EXPECT_EQ(submit([&](store::Session&) { worker = std::this_thread::get_id(); }).get(), std::nullopt);
  return worker;
}

TEST_F(WriterThreaded, ACallerThatWaitsCarriesItsRequestOutWhenNobodyElseIsAtWork) {
  const auto short_one = [this](TestOperation::Apply apply) { return submit(std::move(apply)); };
  const auto long_one = [this](TestOperation::Apply apply) { return submit(std::move(apply), true); };
  EXPECT_EQ(worker_of(short_one), std::this_thread::get_id());
  EXPECT_NE(worker_of(long_one), std::this_thread::get_id());
  std::promise<void> release = hold_writer();
  std::future<std::thread::id> other = std::async(std::launch::async, [&] { return worker_of(short_one); });
  while (writer_->queue_length() == 0) std::this_thread::yield();
  release.set_value();
  EXPECT_NE(other.get(), std::this_thread::get_id());
}

TEST_F(WriterThreaded, L5ACallerThatWaitsLeavesTheWaitingForOtherProcessesToTheThread) {
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(store::kLockTimeout).ok());
  std::future<Outcome> outcome;
  {
    const WaitingCaller waits;
    outcome = submit_tag("new");
  }
  EXPECT_EQ(outcome.wait_for(std::chrono::milliseconds(20)), std::future_status::timeout);
  other.release();
  EXPECT_EQ(outcome.get(), std::nullopt);
  EXPECT_TRUE(has_tag("new"));
}

TEST_F(WriterThreaded, S1CallersThatWaitAndOthersLoseNothing) {
  constexpr int kEach = 40;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        std::optional<WaitingCaller> waits;
        if ((i + thread) % 3 != 0) waits.emplace();
        EXPECT_EQ(submit_tag(std::to_string(thread) + "-" + std::to_string(i)).get(), std::nullopt);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string all = testing::dump_file(sample_.path());
  for (int thread = 0; thread < 4; ++thread) {
    for (int i = 0; i < kEach; ++i) {
      EXPECT_NE(all.find("'" + std::to_string(thread) + "-" + std::to_string(i) + "'"), std::string::npos);
    }
  }
}

TEST_F(WriterThreaded, WhatQueuesDuringACommitSharesTheNextOne) {
  const auto commits = [this] { return testing::dump_file(sample_.path()).size(); };
  std::promise<void> release = hold_writer();
  std::vector<std::future<Outcome>> outcomes;
  std::vector<int> transactions(20, -1);
  for (int i = 0; i < 20; ++i) {
    outcomes.push_back(submit([&, i](store::Session& session) {
      insert_tag(session, "t" + std::to_string(i));
      // Rows of the same transaction that are not committed yet.
      transactions[static_cast<std::size_t>(i)] =
          static_cast<int>(*session.connection().query_integer("SELECT count(*) FROM tag WHERE name LIKE 't%'"));
      EXPECT_FALSE(has_tag("t0"));
    }));
  }
  const auto size_before = commits();
  release.set_value();
  for (auto& outcome : outcomes) EXPECT_EQ(outcome.get(), std::nullopt);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(transactions[static_cast<std::size_t>(i)], i + 1);
  EXPECT_GT(commits(), size_before);
}

TEST_F(WriterThreaded, LongWorkHasATransactionOfItsOwn) {
  std::promise<void> release = hold_writer();
  auto before = submit_tag("before");
  auto work = submit([this](store::Session&) { EXPECT_TRUE(has_tag("before")); }, true);
  auto after = submit_tag("after");
  release.set_value();
  EXPECT_EQ(before.get(), std::nullopt);
  EXPECT_EQ(work.get(), std::nullopt);
  EXPECT_EQ(after.get(), std::nullopt);
}

TEST_F(WriterThreaded, E11AFullQueueRefusesAtOnceAndWritesNothing) {
  open(2);
  std::promise<void> release = hold_writer();
  auto first = submit_tag("first");
  auto second = submit_tag("second");
  const Outcome refused = submit_tag("third").get();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::kOverloaded);
  EXPECT_EQ(writer_->refusal()->code, ErrorCode::kOverloaded);
  release.set_value();
  EXPECT_EQ(first.get(), std::nullopt);
  EXPECT_EQ(second.get(), std::nullopt);
  EXPECT_FALSE(has_tag("third"));
}

TEST_F(WriterThreaded, E12AFullDiskRollsBackAndWritesResume) {
  submit([](store::Session& session) {
    session.connection().query_integer("PRAGMA max_page_count = 1");  // gives the present count
    const auto pages = session.connection().query_integer("PRAGMA page_count");
    session.connection().query_integer(("PRAGMA max_page_count = " + std::to_string(*pages)).c_str());
  }).get();
  const std::string before = testing::dump_file(sample_.path());
  const Outcome full = submit_tag(std::string(200000, 'x')).get();
  ASSERT_TRUE(full);
  EXPECT_EQ(full->code, ErrorCode::kStorageFull);
  EXPECT_EQ(testing::dump_file(sample_.path()), before);
  EXPECT_EQ(writer_->refusal(), std::nullopt);
  submit([](store::Session& session) { session.connection().query_integer("PRAGMA max_page_count = 1000000"); }).get();
  EXPECT_EQ(submit_tag("small").get(), std::nullopt);
}

TEST_F(WriterThreaded, E11AfterAFailedWriteTheOutcomeIsUnknownAndNoMoreAreTaken) {
  Outcome failed;
  {
    const testing::FileSizeLimit limit(1);
    failed = submit_tag("doubtful").get();
  }
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(failed->message.find("unknown"), std::string::npos) << failed->message;
  const Outcome refused = submit_tag("later").get();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::kStorageUnavailable);
  EXPECT_EQ(writer_->refusal(), refused);
  writer_.reset();
  EXPECT_FALSE(has_tag("later"));
}

TEST_F(WriterThreaded, ClosingFinishesWhatWasAccepted) {
  std::promise<void> release = hold_writer();
  auto accepted = submit_tag("accepted");
  std::thread closing([this] { writer_->close(); });
  while (!writer_->refusal()) std::this_thread::yield();
  const Outcome refused = submit_tag("late").get();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::kClosed);
  release.set_value();
  closing.join();
  EXPECT_EQ(accepted.get(), std::nullopt);
  EXPECT_TRUE(has_tag("accepted"));
  writer_->close();  // again
}

TEST_F(WriterThreaded, E11WaitsForAnotherProcessAndGivesUpInTheEnd) {
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  auto outcome = submit_tag("patient");
  EXPECT_EQ(outcome.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  other.release();
  EXPECT_EQ(outcome.get(), std::nullopt);
}

// E11: each waits as long as it may and no longer, also one that came while another was waiting already.
TEST_F(WriterThreaded, L5WhoWaitedTooLongForAnotherProcessIsAnsweredAndNothingIsWritten) {
  open(10000, std::chrono::milliseconds(1000));
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  const auto begin = std::chrono::steady_clock::now();
  auto first = submit_tag("first");
  ASSERT_EQ(first.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
  auto second = submit_tag("second");
  for (auto* outcome : {&first, &second}) {
    const Outcome refused = outcome->get();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, ErrorCode::kOverloaded);
  }
  const auto waited = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(waited, std::chrono::milliseconds(1100));
  EXPECT_LT(waited, std::chrono::milliseconds(1800));
  other.release();
  EXPECT_EQ(submit_tag("third").get(), std::nullopt);
  writer_->close();
  EXPECT_FALSE(has_tag("first"));
  EXPECT_FALSE(has_tag("second"));
  EXPECT_TRUE(has_tag("third"));
}

TEST_F(WriterThreaded, L5ClosingWaitsForAnotherProcessAndThenLeavesTheLogToIt) {
  open(10000, std::chrono::milliseconds(100));
  EXPECT_EQ(submit_tag("kept").get(), std::nullopt);
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  writer_->close();
  EXPECT_TRUE(std::filesystem::exists(sample_.path() + "-wal"));
  other.release();
  EXPECT_TRUE(has_tag("kept"));
}

TEST_F(WriterThreaded, L4ClosingInAHurryDoesNotWaitForAnotherProcess) {
  EXPECT_EQ(submit_tag("kept").get(), std::nullopt);
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  auto first = submit_tag("first");
  ASSERT_EQ(first.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
  auto second = submit_tag("second");
  const auto begin = std::chrono::steady_clock::now();
  writer_->close([] { return false; });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(2'000));
  EXPECT_EQ(first.get()->code, ErrorCode::kClosed);
  EXPECT_EQ(second.get()->code, ErrorCode::kClosed);
  other.release();
  EXPECT_TRUE(has_tag("kept"));
  EXPECT_FALSE(has_tag("first"));
  EXPECT_FALSE(has_tag("second"));
}

TEST_F(WriterThreaded, L4ClosingAsksWhetherToWaitForTheLogToo) {
  EXPECT_EQ(submit_tag("kept").get(), std::nullopt);
  store::ProcessLock other = sample_.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  const auto begin = std::chrono::steady_clock::now();
  int asked = 0;
  writer_->close([&] { return ++asked < 3; });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(2'000));
  EXPECT_TRUE(std::filesystem::exists(sample_.path() + "-wal"));
  other.release();
  EXPECT_TRUE(has_tag("kept"));
}

TEST_F(WriterThreaded, ClosingInAHurryFinishesWhatNothingKeeps) {
  auto accepted = submit_tag("accepted");
  writer_->close([] { return false; });
  EXPECT_EQ(accepted.get(), std::nullopt);
  EXPECT_TRUE(has_tag("accepted"));
}

TEST_F(WriterThreaded, L6AReplacedLogIsToldBeforeAnythingIsAcknowledged) {
  const Outcome doubtful = submit([this](store::Session& session) {
                             insert_tag(session, "doubtful");
                             std::filesystem::remove(sample_.path() + "-wal");
                           }).get();
  ASSERT_TRUE(doubtful);
  EXPECT_EQ(doubtful->code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(doubtful->message.find("unknown"), std::string::npos) << doubtful->message;
  const Outcome refused = submit_tag("later").get();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::kStorageUnavailable);
  EXPECT_EQ(writer_->refusal(), refused);
  writer_->close();
  EXPECT_FALSE(has_tag("later"));
}

TEST_F(WriterThreaded, L6AReplacedDatabaseIsNoticedWithoutAnyWrite) {
  EXPECT_EQ(writer_->refusal(), std::nullopt);
  std::filesystem::copy_file(sample_.path(), sample_.path() + ".backup");
  std::filesystem::rename(sample_.path() + ".backup", sample_.path());
  ASSERT_TRUE(writer_->refusal());
  EXPECT_NE(writer_->refusal()->message.find("replaced"), std::string::npos);
  const Outcome refused = submit_tag("later").get();
  ASSERT_TRUE(refused);
  EXPECT_NE(refused->message.find("Nothing was written"), std::string::npos) << refused->message;
  EXPECT_EQ(writer_->refusal()->code, ErrorCode::kStorageUnavailable);
}

TEST_F(WriterThreaded, ManyThreadsLoseNothing) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 50;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] {
      for (int i = 0; i < kWrites; ++i) {
        EXPECT_EQ(submit_tag("w" + std::to_string(thread) + "-" + std::to_string(i)).get(), std::nullopt);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  writer_->close();
  const auto connection = sample_.connect();
  EXPECT_EQ(connection->query_integer("SELECT count(*) FROM tag WHERE name LIKE 'w%'"), kThreads * kWrites);
}

TEST_F(WriterThreaded, TheLogIsBroughtIntoTheFileAsItGrows) {
  for (int i = 0; i < 15; ++i) {
    ASSERT_EQ(submit_tag(std::to_string(i) + std::string(4'000'000, 'x')).get(), std::nullopt);  // a thousand pages
  }
  // Answers come before the checkpoint; one more round trip sees its end.
  EXPECT_EQ(submit([](store::Session& session) { EXPECT_LT(session.connection().log_pages(), 6000); }).get(),
            std::nullopt);
}

}  // namespace
}  // namespace onduty::engine
