#include "store/plan_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

constexpr Instant kMade{1'700'000'100'000};
const Uuid kPlan = *Uuid::parse("00000000000000000000000000000abc");
const Uuid kLater = *Uuid::parse("00000000000000000000000000000def");

class PlanStoreTest : public ::testing::Test {
 protected:
  PlanStoreTest() : connection_(sample_.connect()), plans_(*connection_) {}

  PlanRow insert(const Uuid& uuid, Instant at) {
    PlanItemRow change{1, 0, false, true, std::nullopt, 2, {{1, "{}", "{\"team_id\":1}"}, {3, "{}", "{}"}}, {}};
    PlanItemRow same{2, 0, false, false, 1, 1, {}, {}};
    PlanItemRow refused{4, 0, false, false, {}, {}, {}, "{\"uuid\":[\"no\"]}"};
    plans_.insert(testing::kAcme, {0, uuid, at, "{\"available\":true}", {1, 1, 1, 2}, {}, {}}, {change, same, refused});
    return plans_.find(testing::kAcme, uuid).value();
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  PlanStore plans_;
};

TEST_F(PlanStoreTest, Q4APlanIsKeptAndFoundInItsAccount) {
  const PlanRow plan = insert(kPlan, kMade);
  EXPECT_EQ(plan.uuid, kPlan);
  EXPECT_EQ(plan.created_at, kMade);
  EXPECT_EQ(plan.asked, "{\"available\":true}");
  EXPECT_EQ(plan.counts, (PlanCounts{1, 1, 1, 2}));
  EXPECT_EQ(plan.applied_at, std::nullopt);
  EXPECT_FALSE(plans_.find(testing::kOther, kPlan));
}

TEST_F(PlanStoreTest, Q4ItemsAreAsTheyWereKept) {
  const PlanRow plan = insert(kPlan, kMade);
  const auto items = plans_.items(plan.id, 0, -1);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].user, testing::kJane);
  EXPECT_EQ(items[0].outcome, PlanItem::Outcome::kChange);
  EXPECT_TRUE(items[0].after.available);
  EXPECT_EQ(items[0].after.custom_status->name, "Lunch");
  EXPECT_EQ(items[0].contacts.size(), 2U);
  EXPECT_EQ(items[1].outcome, PlanItem::Outcome::kUnchanged);
  EXPECT_EQ(items[1].before.custom_status->emoji, "🌴");
  EXPECT_EQ(items[2].outcome, PlanItem::Outcome::kRefused);
  EXPECT_EQ(items[2].errors, "{\"uuid\":[\"no\"]}");
  EXPECT_EQ(plans_.items(plan.id, 1, 1), (std::vector<PlanItem>{items[1]}));
}

TEST_F(PlanStoreTest, Q4TellsWhatApplyingNeeds) {
  const PlanRow plan = insert(kPlan, kMade);
  connection_->execute("UPDATE user_status SET version = 7, available = 1 WHERE user_id = 2");
  const auto users = plans_.planned_users(plan.id);
  ASSERT_EQ(users.size(), 3U);
  EXPECT_EQ(users[1].user, testing::kJohn);
  EXPECT_EQ(users[1].planned_version, 0);
  EXPECT_EQ(users[1].state.version, 7);
  EXPECT_TRUE(users[1].state.available);
  EXPECT_FALSE(users[1].is_removed);
  EXPECT_TRUE(users[2].is_removed);
  EXPECT_EQ(plans_.planned_contacts(plan.id, users[0].position),
            (std::vector<PlannedContact>{{1, "{}", "{\"team_id\":1}"}, {3, "{}", "{}"}}));
  EXPECT_TRUE(plans_.planned_contacts(plan.id, users[1].position).empty());
}

TEST_F(PlanStoreTest, Q4ItRemembersThatItWasApplied) {
  const PlanRow plan = insert(kPlan, kMade);
  connection_->execute("INSERT INTO change_set(id, account_id, at, way) VALUES (9, 1, 1, 5)");
  plans_.mark_applied(plan.id, kMade, 9);
  EXPECT_EQ(plans_.find(testing::kAcme, kPlan)->applied_at, kMade);
  EXPECT_EQ(plans_.find(testing::kAcme, kPlan)->change_set_id, 9);
}

TEST_F(PlanStoreTest, Q4ItemsOfOldPlansGoAndThePlansStay) {
  const PlanRow old = insert(kPlan, kMade);
  const PlanRow later = insert(kLater, Instant{kMade.ms + kPlanAgeMaxMs - 1});
  EXPECT_EQ(plans_.items(old.id, 0, -1).size(), 3U);
  plans_.insert(testing::kAcme, {0, testing::kJane, {kMade.ms + kPlanAgeMaxMs}, "{}", {}, {}, {}}, {});
  EXPECT_TRUE(plans_.items(old.id, 0, -1).empty());
  EXPECT_TRUE(plans_.planned_contacts(old.id, 1).empty());
  EXPECT_EQ(plans_.items(later.id, 0, -1).size(), 3U);
  EXPECT_TRUE(plans_.find(testing::kAcme, kPlan));
}

TEST_F(PlanStoreTest, Q4ARevisionIsTheNameOfNow) {
  connection_->execute(
      "INSERT INTO custom_status_revision(id, custom_status_id, name, since_at) VALUES (9, 1, 'Away', 5)");
  EXPECT_EQ(plans_.find_revision(1)->id, 9);
  EXPECT_EQ(plans_.find_revision(1)->custom_status, (CustomStatus{testing::kVacationing, "Away", std::nullopt}));
  EXPECT_FALSE(plans_.find_revision(99));
}

TEST_F(PlanStoreTest, Q4APlanTellsThatItsItemsAreGone) {
  EXPECT_TRUE(insert(kPlan, kMade).has_items);
  insert(kLater, Instant{kMade.ms + kPlanAgeMaxMs});
  EXPECT_FALSE(plans_.find(testing::kAcme, kPlan)->has_items);
  EXPECT_TRUE(plans_.find(testing::kAcme, kLater)->has_items);
}

}  // namespace
}  // namespace onduty::store
