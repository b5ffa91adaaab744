#include <gtest/gtest.h>

#include <thread>

#include "onduty/bulk.h"
#include "support/bulk_updates.h"
#include "support/open_sample.h"

namespace onduty {
namespace {

using std::chrono::milliseconds;
using testing::kJane;
using testing::kJohn;
using testing::outcomes_of;
using testing::update_of;
using BulkRunTest = testing::OpenSample;

TEST_F(BulkRunTest, Q6AResultAnUpdateInOrder) {
  std::vector<BulkUpdate> updates;
  updates.push_back(update_of(kJane, true));
  updates.push_back(update_of(testing::kForeigner, true));
  updates.push_back(update_of(kJane, true));
  updates.push_back(update_of(kJane, false));
  const auto report = acme().update_many(std::move(updates), {});
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(outcomes_of(report.value()), "changed refused:user_not_found unchanged changed");
  EXPECT_EQ(report.value().changed, 2);
  EXPECT_EQ(report.value().unchanged, 1);
  EXPECT_EQ(report.value().refused, 1);
  EXPECT_EQ(acme().status(kJane).value().version, 2);
}

TEST_F(BulkRunTest, Q6ThousandsAreCarriedOutInParts) {
  BulkRun run = acme().start_bulk({});
  std::int64_t sent = 0;
  for (int i = 0; i < 3500; ++i) {
    if (!run.add(update_of(kJane, i % 2 == 0))) continue;
    run.send();
    ++sent;
  }
  run.send();
  EXPECT_EQ(sent, 3);
  ASSERT_TRUE(run.is_idle(milliseconds(60'000)));
  EXPECT_TRUE(run.is_free(milliseconds(0)));
  EXPECT_EQ(run.done(), 3500);
  const BulkReport report = run.finish();
  EXPECT_EQ(report.results.size(), 3500U);
  EXPECT_EQ(report.results.back().version, 3500);
  EXPECT_EQ(report.stopped_by, std::nullopt);
  EXPECT_EQ(acme().history(HistoryQuery::of(kJane, 5000)).value().size(), 3500U);
}

TEST_F(BulkRunTest, Q6WhatWasReadBeforeIsReadAnewAfterwards) {
  for (const bool atomic : {false, true}) {
    const std::int64_t version = acme().status(kJane).value().version;
    std::vector<BulkUpdate> updates;
    for (int i = 0; i < 1501; ++i) updates.push_back(update_of(kJane, (i % 2 == 0) != atomic));
    ASSERT_TRUE(acme().update_many(std::move(updates), testing::atomic_options(atomic)).ok());
    const auto status = acme().status(kJane);
    EXPECT_EQ(status.value().version, version + 1501);
    EXPECT_EQ(status.value().available, !atomic);
  }
}

TEST_F(BulkRunTest, Q6AHandOffEndsItsPart) {
  BulkRun run = acme().start_bulk({});
  EXPECT_FALSE(run.add(update_of(kJane, true)));
  BulkUpdate hand_off = update_of(kJane, std::nullopt);
  hand_off.more().hand_off.tags = {"VIP"};
  EXPECT_TRUE(run.add(std::move(hand_off)));
}

TEST_F(BulkRunTest, Q6AnAtomicOneThatIsRefusedChangesNothing) {
  const std::string before = dump();
  std::vector<BulkUpdate> updates;
  for (int i = 0; i < 1500; ++i) updates.push_back(update_of(kJane, i % 2 == 0));
  updates.push_back(update_of(testing::kForeigner, true));
  const auto report = acme().update_many(std::move(updates), testing::atomic_options());
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().params.entries()[0].first, "/updates/1500/uuid");
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkRunTest, U9BadOptionsAreRefusedBeforeAnythingIsDone) {
  const std::string before = dump();
  std::vector<BulkUpdate> updates;
  updates.push_back(update_of(kJane, true));
  EXPECT_EQ(acme().update_many(std::move(updates), testing::actor_options("")).error().code, ErrorCode::kInvalidParams);
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkRunTest, Q6NothingIsNoChange) {
  const std::string before = dump();
  for (const bool atomic : {false, true}) {
    const auto report = acme().update_many({}, testing::atomic_options(atomic));
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report.value().results.empty());
    EXPECT_EQ(report.value().change_set, std::nullopt);
  }
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkRunTest, E11WhatWasCarriedOutBeforeAFailureIsTold) {
  BulkRun run = acme().start_bulk({});
  run.add(update_of(kJane, true));
  run.send();
  ASSERT_TRUE(run.is_idle(milliseconds(60'000)));
  database_->close();
  run.add(update_of(kJohn, true));
  run.send();
  EXPECT_TRUE(run.is_stopped());
  EXPECT_EQ(run.done(), 1);
  const BulkReport report = run.finish();
  EXPECT_EQ(outcomes_of(report), "changed");
  EXPECT_EQ(report.stopped_by->code, ErrorCode::kClosed);
}

TEST_F(BulkRunTest, Q6OthersHaveTheirTurnBetweenTwoParts) {
  std::atomic<bool> ended = false;
  std::thread bulk([&] {
    std::vector<BulkUpdate> updates;
    for (int i = 0; i < 20'000; ++i) updates.push_back(update_of(kJane, i % 2 == 0));
    EXPECT_TRUE(acme().update_many(std::move(updates), {}).ok());
    ended = true;
  });
  int beside = 0;
  while (!ended) {
    EXPECT_TRUE(acme().update_status(set_available(beside % 2 == 0, kJohn)).ok());
    ++beside;
  }
  bulk.join();
  EXPECT_GE(beside, 5);
}

}  // namespace
}  // namespace onduty
