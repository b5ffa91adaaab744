#include "engine/bulk_write.h"

#include <gtest/gtest.h>

#include "support/bulk_updates.h"
#include "support/dump.h"
#include "support/entries.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kJane;
using testing::kJohn;
using testing::update_of;
using Outcome = BulkResult::Outcome;

class BulkWriteTest : public ::testing::Test {
 protected:
  BulkWriteTest() : session_(sample_.connect()) { session_.begin_write(); }

  BulkResult apply(BulkUpdate update) { return write_.apply(update); }
  std::string dump() { return testing::dump(session_.connection()); }

  testing::Sample sample_;
  store::Session session_;
  const BulkOptions options_{"zoe", 1, "everybody", false};
  BulkWrite write_{session_, testing::kAcme, options_, std::nullopt, Instant{1'700'000'200'000}};
};

TEST_F(BulkWriteTest, Q6EachIsDecidedAsIfItCameAlone) {
  const BulkResult changed = apply(update_of(kJane, true));
  EXPECT_EQ(changed.outcome, Outcome::kChanged);
  EXPECT_EQ(changed.version, 1);
  const BulkResult again = apply(update_of(kJane, true));
  EXPECT_EQ(again.outcome, Outcome::kUnchanged);
  EXPECT_EQ(again.version, 1);
  BulkUpdate lunch = update_of(kJane, std::nullopt);
  lunch.custom_status = CustomStatusUpdate::assign(testing::kLunch);
  EXPECT_EQ(apply(std::move(lunch)).version, 2);
}

TEST_F(BulkWriteTest, U10EntriesTellTheWayTheActorTheKeyAndOneChangeSet) {
  BulkUpdate own_reason = update_of(kJohn, true);
  own_reason.reason = "own";
  apply(update_of(kJane, true));
  apply(std::move(own_reason));
  for (const auto& [user, reason] : {std::pair(kJane, "everybody"), std::pair(kJohn, "own")}) {
    const auto entries = testing::entries_of(session_, user);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].way, Way::kBulk);
    EXPECT_EQ(entries[0].actor, "zoe");
    EXPECT_EQ(entries[0].api_key, "support desk");
    EXPECT_EQ(entries[0].reason, reason);
  }
  EXPECT_EQ(session_.connection().query_integer("SELECT count(*) FROM change_set"), 1);
  EXPECT_EQ(session_.connection().query_integer("SELECT min(change_set_id) FROM status_history"),
            write_.change_set_id());
}

TEST_F(BulkWriteTest, U5WhatIsRefusedLeavesNothingBehind) {
  const std::string before = dump();
  BulkUpdate foreign = update_of(kJane, true);
  foreign.custom_status = CustomStatusUpdate::assign(testing::kForeignStatus);
  EXPECT_EQ(apply(std::move(foreign)).error->code, ErrorCode::kInvalidParams);
  EXPECT_EQ(apply(update_of(testing::kForeigner, true)).error->code, ErrorCode::kUserNotFound);
  EXPECT_EQ(apply(update_of(testing::kRemoved, true)).error->code, ErrorCode::kUserNotFound);
  EXPECT_EQ(apply(update_of(kJane, std::nullopt)).error->params.entries()[0].first, "body");  // U3
  EXPECT_EQ(apply(BulkUpdate()).error->params.entries()[0].first, "uuid");
  BulkUpdate outdated = update_of(kJane, true);
  outdated.more().if_version = IfVersion{false, {7}};
  EXPECT_EQ(apply(std::move(outdated)).error->code, ErrorCode::kPreconditionFailed);  // U7
  BulkUpdate torn;
  torn.more().unreadable = Error::of(ErrorCode::kMalformedJson);
  EXPECT_EQ(apply(std::move(torn)).error->code, ErrorCode::kMalformedJson);
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(write_.change_set_id(), std::nullopt);
}

TEST_F(BulkWriteTest, U4ARefusalNamesEverythingThatIsWrong) {
  BulkUpdate update = update_of(kJane, true);
  update.refuse("colour", "is not a parameter");
  update.custom_status = CustomStatusUpdate::assign(testing::kDestroyed);
  update.reason = std::string(201, 'x');
  const BulkResult result = apply(std::move(update));
  ASSERT_EQ(result.error->params.entries().size(), 3U);
  EXPECT_EQ(result.user, kJane);
}

TEST_F(BulkWriteTest, U9AReasonIsTheUpdatesOwnAndNoOthers) {
  BulkUpdate first = update_of(kJane, true);
  first.reason = "first";
  apply(std::move(first));
  apply(update_of(kJohn, true));
  EXPECT_EQ(testing::entries_of(session_, kJohn)[0].reason, "everybody");
}

TEST_F(BulkWriteTest, H1AnUpdateMayHandOff) {
  BulkUpdate update = update_of(kJane, std::nullopt);
  update.more().hand_off.assigned_user = "john@example.com";
  const BulkResult result = apply(std::move(update));
  EXPECT_EQ(result.outcome, Outcome::kChanged);
  EXPECT_EQ(result.version, 0);  // U7: a hand-off moves none
  EXPECT_EQ(session_.contacts().assigned_to(2, std::nullopt, 20).contacts.size(), 3U);
  EXPECT_EQ(session_.connection().query_integer("SELECT min(change_set_id) FROM contact_history"),
            write_.change_set_id());
  EXPECT_EQ(session_.connection().query_integer("SELECT count(*) FROM hand_off_list"), 0);
}

TEST_F(BulkWriteTest, U10TheHistoryShowsTheNamesOfCustomStatuses) {
  BulkUpdate lunch = update_of(kJane, std::nullopt);
  lunch.custom_status = CustomStatusUpdate::assign(testing::kLunch);
  BulkUpdate vacationing = update_of(kJane, std::nullopt);
  vacationing.custom_status = CustomStatusUpdate::assign(testing::kVacationing);
  apply(std::move(lunch));
  apply(std::move(vacationing));
  const auto entries = testing::entries_of(session_, kJane);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].before.custom_status->name, "Lunch");
  EXPECT_EQ(entries[1].after.custom_status->name, "Vacationing");
}

}  // namespace
}  // namespace onduty::engine
