#include "engine/bulk.h"

#include <gtest/gtest.h>

#include "support/bulk_updates.h"
#include "support/dump.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kJane;
using testing::kJohn;
using testing::update_of;

class BulkTest : public ::testing::Test {
 protected:
  BulkTest() : session_(sample_.connect()) {}

  Result<BulkPart> carry_out(Bulk& bulk, std::vector<BulkUpdate> updates) {
    session_.begin_write();
    auto part = engine::carry_out(session_, bulk, updates, Instant{1'700'000'200'000});
    EXPECT_TRUE(session_.commit());
    return part;
  }

  static std::vector<BulkUpdate> both(const Uuid& first, const Uuid& second) {
    std::vector<BulkUpdate> updates;
    updates.push_back(update_of(first, true));
    updates.push_back(update_of(second, true));
    return updates;
  }

  std::string dump() { return testing::dump(session_.connection()); }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(BulkTest, Q6OneThatIsRefusedLeavesTheOthersAlone) {
  Bulk bulk(testing::kAcme, {});
  auto part = carry_out(bulk, both(testing::kForeigner, kJane));
  ASSERT_TRUE(part.ok());
  BulkReport report;
  add_part(report, std::move(part).value());
  EXPECT_EQ(testing::outcomes_of(report), "refused:user_not_found changed");
  EXPECT_EQ(report.changed, 1);
  EXPECT_EQ(report.refused, 1);
  EXPECT_NE(report.change_set, std::nullopt);
}

TEST_F(BulkTest, Q6PartsOfOneBulkShareAChangeSet) {
  Bulk bulk(testing::kAcme, {});
  BulkReport report;
  add_part(report, carry_out(bulk, both(kJane, kJane)).value());
  const auto change_set = report.change_set;
  add_part(report, carry_out(bulk, both(kJohn, kJane)).value());
  EXPECT_EQ(report.change_set, change_set);
  EXPECT_EQ(testing::outcomes_of(report), "changed unchanged changed unchanged");
  EXPECT_EQ(session_.connection().query_integer("SELECT count(*) FROM change_set"), 1);
}

TEST_F(BulkTest, Q6AnAtomicOneIsDoneWholeOrNotAtAll) {
  const std::string before = dump();
  Bulk bulk(testing::kAcme, testing::atomic_options());
  std::vector<BulkUpdate> updates = both(kJane, testing::kForeigner);
  updates.push_back(update_of(kJohn, std::nullopt));
  updates.back().custom_status = CustomStatusUpdate::assign(testing::kForeignStatus);
  updates.push_back(update_of(kJane, true));
  updates.back().more().if_version = IfVersion{false, {0}};  // the first of them has moved it
  updates.emplace_back().more().unreadable = Error::of(ErrorCode::kMalformedJson);
  const auto part = carry_out(bulk, std::move(updates));
  ASSERT_FALSE(part.ok());
  EXPECT_EQ(part.error().code, ErrorCode::kInvalidParams);
  std::vector<std::string> params;
  for (const auto& [param, reasons] : part.error().params.entries()) params.push_back(param);
  EXPECT_EQ(params, (std::vector<std::string>{"/updates/1/uuid", "/updates/2/custom_status_uuid",
                                              "/updates/3/if_version", "/updates/4"}));
  EXPECT_EQ(dump(), before);
  EXPECT_TRUE(carry_out(bulk, both(kJane, kJohn)).ok());
}

TEST_F(BulkTest, L5WhatIsPublishedIsWhatThisTransactionWrote) {
  Bulk bulk(testing::kAcme, {});
  ASSERT_TRUE(carry_out(bulk, both(kJane, testing::kForeigner)).ok());
  PresentChanges changes;
  publish(bulk, changes);
  EXPECT_FALSE(changes.changes_more);
  ASSERT_EQ(changes.states.size(), 1U);
  EXPECT_EQ(changes.states[0].first, (UserKey{testing::kAcme, kJane}));
  EXPECT_TRUE(changes.states[0].second.available);
  publish(bulk, changes);
  EXPECT_EQ(changes.states.size(), 1U);
}

TEST_F(BulkTest, L5WhatWasUndoneOrStoppedPublishesNothing) {
  PresentChanges changes;
  Bulk atomic(testing::kAcme, testing::atomic_options());
  ASSERT_FALSE(carry_out(atomic, both(kJane, testing::kForeigner)).ok());
  publish(atomic, changes);
  Bulk stopped(testing::kAcme, {});
  ASSERT_TRUE(carry_out(stopped, both(kJane, kJohn)).ok());
  stopped.stopped = true;
  EXPECT_EQ(carry_out(stopped, both(kJane, kJohn)).error().code, ErrorCode::kOverloaded);
  publish(stopped, changes);
  EXPECT_TRUE(changes.states.empty());
}

TEST_F(BulkTest, L5AKeyThatWasRevokedMeanwhileIsRefused) {
  BulkOptions options;
  options.api_key_id = 2;
  Bulk bulk(testing::kAcme, options);
  const std::string before = dump();
  EXPECT_EQ(carry_out(bulk, both(kJane, kJohn)).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkTest, U10AnActorThatCannotBeAndALongReasonAreRefused) {
  EXPECT_TRUE(refusals_of({}).empty());
  BulkOptions options = testing::actor_options("");
  options.reason = std::string(201, 'x');
  const ParamErrors refused = refusals_of(options);
  ASSERT_EQ(refused.entries().size(), 2U);
  EXPECT_EQ(refused.entries()[0].first, "actor");
  EXPECT_EQ(refused.entries()[1].first, "reason");  // U9
}

TEST_F(BulkTest, Q6APartEndsAfterAThousandAndAfterAHandOff) {
  std::vector<BulkUpdate> updates(2500);
  EXPECT_EQ(end_of_part(updates, 0), 1000U);
  EXPECT_EQ(end_of_part(updates, 2000), 2500U);
  updates[10].more().hand_off.tags = {"VIP"};
  EXPECT_EQ(end_of_part(updates, 0), 11U);
  EXPECT_EQ(end_of_part(updates, 11), 1011U);
}

}  // namespace
}  // namespace onduty::engine
