#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "onduty/account.h"
#include "support/open_sample.h"
#include "support/plans.h"

namespace onduty {
namespace {

using testing::apply_request;
using testing::kJane;
using testing::kJohn;
using testing::plan_request;
using testing::told;
using testing::undo_request;
using AccountPlansTest = testing::OpenSample;
using AccountPlansThreaded = testing::OpenSample;

constexpr char kAwayToAvailable[] = R"({"where": {"available": false}, "set": {"available": true}})";

TEST_F(AccountPlansTest, Q4MakingAPlanChangesNothing) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  EXPECT_EQ(told(plan.items), "change:02 change:c8");
  EXPECT_EQ(plan.counts, (PlanCounts{2, 0, 0, 0}));
  EXPECT_FALSE(plan.items[0].before.available);
  EXPECT_TRUE(plan.items[0].after.available);
  EXPECT_FALSE(acme().status(kJane).value().available);
  EXPECT_TRUE(acme().history(HistoryQuery::of(kJane)).value().empty());
  EXPECT_EQ(plan.expires_at.ms, now_ms_->load() + 3'600'000);
}

TEST_F(AccountPlansTest, Q4Q5AppliedAndTakenBack) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  const ChangeSet applied = acme().apply_plan(apply_request(plan.id)).value();
  EXPECT_EQ(told(applied), "2 0");
  EXPECT_TRUE(acme().status(kJane).value().available);
  const HistoryEntry entry = acme().history(HistoryQuery::of(kJohn)).value().at(0);
  EXPECT_EQ(entry.way, Way::kBulk);
  EXPECT_EQ(entry.change_set, applied.id);
  const ChangeSet undone = acme().undo(undo_request(applied.id)).value();
  EXPECT_EQ(told(undone), "2 0");
  EXPECT_FALSE(acme().status(kJane).value().available);
  EXPECT_EQ(acme().history(HistoryQuery::of(kJane)).value().at(1).way, Way::kUndo);
  EXPECT_EQ(told(acme().undo(undo_request(undone.id)).value()), "2 0");
  EXPECT_TRUE(acme().status(kJane).value().available);
}

TEST_F(AccountPlansTest, Q4APlanIsReadAsItWasMade) {
  const Plan made = acme()
                        .make_plan(plan_request(R"({"where": {"users": ["john@example.com",
      "414a6d692bd645ed803f2e7ce360d4c8"]}, "set": {"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "tags": ["VIP"],
      "custom_status_uuid": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"}})"))
                        .value();
  reopen();
  const Plan read = acme().plan(made.id, {}).value();
  EXPECT_EQ(told(made.items), "refused:02 change:c8");
  EXPECT_EQ(read.items, made.items);
  EXPECT_EQ(read.counts, made.counts);
  EXPECT_EQ(read.expires_at, made.expires_at);
  EXPECT_EQ(made.items[1].contacts.size(), 2U);
  EXPECT_EQ(made.counts.contacts, 2);
}

TEST_F(AccountPlansTest, Q4ItemsAreReadInParts) {
  const Plan made = acme().make_plan(plan_request(kAwayToAvailable)).value();
  const Plan first = acme().plan(made.id, {0, 1, {}}).value();
  EXPECT_EQ(told(first.items), "change:02");
  EXPECT_EQ(first.next, 1);
  const Plan rest = acme().plan(made.id, {*first.next, 1, {}}).value();
  EXPECT_EQ(told(rest.items), "change:c8");
  EXPECT_EQ(rest.next, std::nullopt);
  EXPECT_TRUE(acme().plan(made.id, {9, 1, {}}).value().items.empty());
}

TEST_F(AccountPlansTest, Q4APlanIsAppliedAfterARestart) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  reopen();
  EXPECT_EQ(told(acme().apply_plan(apply_request(plan.id)).value()), "2 0");
  const auto again = acme().apply_plan(apply_request(plan.id));
  EXPECT_EQ(again.error().code, ErrorCode::kPlanApplied);
  EXPECT_NE(again.error().message.find("change set 2"), std::string::npos);
}

TEST_F(AccountPlansTest, Q4AnExpiredPlanIsNeitherAppliedNorShown) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  const std::string before = dump();
  *now_ms_ += 3'600'000;
  EXPECT_EQ(acme().apply_plan(apply_request(plan.id)).error().code, ErrorCode::kPlanExpired);
  EXPECT_EQ(acme().plan(plan.id, {}).error().code, ErrorCode::kPlanExpired);
  EXPECT_EQ(dump(), before);
  ASSERT_TRUE(acme().make_plan(plan_request(kAwayToAvailable)).ok());  // the old one's items go
  EXPECT_EQ(acme().apply_plan(apply_request(plan.id)).error().code, ErrorCode::kPlanExpired);
  EXPECT_EQ(sample_.connect()->query_integer("SELECT count(DISTINCT plan_id) FROM plan_item"), 1);
}

TEST_F(AccountPlansTest, Q4APlanWhoseItemsAreGoneStaysExpiredWhenTheClockIsSetBack) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  *now_ms_ += 3'600'000;
  ASSERT_TRUE(acme().make_plan(plan_request(kAwayToAvailable)).ok());  // the old one's items go
  *now_ms_ -= 3'600'000;
  EXPECT_EQ(acme().plan(plan.id, {}).error().code, ErrorCode::kPlanExpired);
  EXPECT_EQ(acme().apply_plan(apply_request(plan.id)).error().code, ErrorCode::kPlanExpired);
  EXPECT_FALSE(acme().status(kJane).value().available);
}

TEST_F(AccountPlansTest, Q4APlanOfAnotherAccountIsNotThere) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  const Account other = database_->account("other").value();
  EXPECT_EQ(other.plan(plan.id, {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(other.apply_plan(apply_request(plan.id)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(acme().apply_plan(apply_request(kJane)).error().code, ErrorCode::kNotFound);
}

TEST_F(AccountPlansThreaded, Q4OfTwoWhoApplyAtOnceOneDoes) {
  const Plan plan = acme().make_plan(plan_request(kAwayToAvailable)).value();
  OpenOptions options;
  options.create = false;
  options.clock = [now = now_ms_] { return now->load(); };
  const Database second = Database::open(sample_.path(), options).value();
  std::optional<Result<ChangeSet>> theirs;
  std::thread beside([&] { theirs = second.account("acme").value().apply_plan(apply_request(plan.id)); });
  const auto ours = acme().apply_plan(apply_request(plan.id));
  beside.join();
  EXPECT_NE(ours.ok(), theirs->ok());
  EXPECT_EQ((ours.ok() ? theirs->error() : ours.error()).code, ErrorCode::kPlanApplied);
  EXPECT_EQ(acme().history(HistoryQuery::of(kJane)).value().size(), 1U);
}

TEST_F(AccountPlansTest, Q5NoChangeSetIsNothingToUndo) {
  EXPECT_EQ(told(acme().undo(undo_request(std::nullopt)).value()), "0 0");
}

}  // namespace
}  // namespace onduty
