#include "engine/plan_application.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"
#include "support/plans.h"

namespace onduty {
namespace {

using testing::apply_request;
using testing::kJane;
using testing::kJohn;
using testing::plan_request;
using testing::told;

constexpr char kTeam[] = R"({"where": {"team": "7ea00000000000000000000000000001"}, "set": )";

class PlanApplicationTest : public testing::OpenSample {
 protected:
  Plan plan(const std::string& set) const { return acme().make_plan(plan_request(kTeam + set + "}")).value(); }
  Result<ChangeSet> apply(const Plan& plan, bool atomic = false) const {
    return acme().apply_plan(apply_request(plan.id, atomic));
  }
  void set(bool available, const Uuid& user = kJane) const {
    ASSERT_TRUE(acme().update_status(set_available(available, user)).ok());
  }
  void execute(const char* sql) const { sample_.connect()->execute(sql); }
};

TEST_F(PlanApplicationTest, Q4WhoChangedSinceIsSkippedAlsoWhereItChangedBack) {
  const Plan made = plan(R"({"available": true})");
  set(true);
  set(false);
  EXPECT_EQ(told(apply(made).value()), "1 0 changed_since:c8");
  EXPECT_FALSE(acme().status(kJane).value().available);
  EXPECT_TRUE(acme().status(kJohn).value().available);
}

TEST_F(PlanApplicationTest, Q4AtomicRefusesAllWhereOneChangedAndTheCallMayBeMadeAgain) {
  const Plan made = plan(R"({"available": true})");
  set(true);
  const std::string before = dump();
  const auto refused = apply(made, true);
  EXPECT_EQ(refused.error().code, ErrorCode::kPlanOutdated);
  EXPECT_NE(refused.error().message.find("414a6d692bd645ed803f2e7ce360d4c8 (changed_since)"), std::string::npos);
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(told(apply(made).value()), "1 0 changed_since:c8");
}

TEST_F(PlanApplicationTest, Q4AtomicAppliesWhereNobodyChanged) {
  set(true, kJohn);
  EXPECT_EQ(told(apply(plan(R"({"available": true})"), true).value()), "1 1");
}

TEST_F(PlanApplicationTest, Q4WhomThePlanRefusedIsSkippedAlsoByAnAtomicOne) {
  const Plan made = plan(R"({"uuid": "00000000000000000000000000000002", "available": true})");
  EXPECT_EQ(told(apply(made, true).value()), "1 0 invalid_params:c8");
}

TEST_F(PlanApplicationTest, Q4WhatIsGoneSinceIsSkipped) {
  const Plan status = plan(R"({"custom_status_uuid": "aaaaaaaa-0000-0000-0000-000000000002"})");
  execute("UPDATE user SET removed_at = 1 WHERE id = 2; UPDATE custom_status SET destroyed_at = 1 WHERE id = 2");
  reopen();
  EXPECT_EQ(told(apply(status).value()), "0 0 user_not_found:02 invalid_params:c8");
}

TEST_F(PlanApplicationTest, Q4NothingToChangeIsNoChangeSet) {
  const Plan made = plan(R"({"available": false})");
  const ChangeSet applied = apply(made).value();
  EXPECT_EQ(told(applied), "0 2");
  EXPECT_EQ(applied.id, std::nullopt);
  EXPECT_EQ(apply(made).error().message,
            "The plan was applied before; that made nothing, as there was nothing to change.");
}

TEST_F(PlanApplicationTest, Q4AHandOffMovesTheContactsThatThePlanShowed) {
  const ChangeSet applied =
      apply(plan(R"({"available": true, "assigned_user": "john@example.com", "tags": ["VIP"]})")).value();
  EXPECT_EQ(told(applied), "2 0");
  EXPECT_EQ(acme().contacts(kJohn, std::nullopt, 20).value().contacts.size(), 3U);
}

TEST_F(PlanApplicationTest, Q4WhoseContactsChangedSinceIsSkipped) {
  const Plan one_less = plan(R"({"assigned_user": "john@example.com"})");
  ContactRequest unassign;
  unassign.contact = kJane;
  unassign.update.unassign_user = true;
  ASSERT_TRUE(acme().update_contact(unassign).ok());
  EXPECT_EQ(told(apply(one_less).value()), "0 1 changed_since:c8");
  const Plan other_tags = plan(R"({"tags": ["VIP"]})");
  execute("DELETE FROM contact_tag");  // as an import may
  EXPECT_EQ(told(apply(other_tags).value()), "0 1 changed_since:c8");
}

TEST_F(PlanApplicationTest, Q4WhatOfAContactThePlanDoesNotTouchMayChange) {
  const Plan made = plan(R"({"assigned_user": "john@example.com"})");
  ContactRequest note;
  note.contact = kJane;
  note.update.note = "calls back";
  ASSERT_TRUE(acme().update_contact(note).ok());
  EXPECT_EQ(told(apply(made).value()), "1 1");
}

TEST_F(PlanApplicationTest, U9U10TheReasonIsThePlansUnlessApplyingGivesOne) {
  ApplyRequest request = apply_request(plan(R"({"available": true, "reason": "night"})").id);
  request.origin = {Way::kApi, "zoe", 1};
  ASSERT_TRUE(acme().apply_plan(request).ok());
  request = apply_request(plan(R"({"available": false, "reason": "night"})").id);
  request.reason = "day";
  ASSERT_TRUE(acme().apply_plan(request).ok());
  const auto entries = acme().history(HistoryQuery::of(kJane)).value();
  EXPECT_EQ(entries.at(0).reason, "night");
  EXPECT_EQ(entries.at(0).actor, "zoe");
  EXPECT_EQ(entries.at(0).api_key, "support desk");
  EXPECT_EQ(entries.at(1).reason, "day");
}

TEST_F(PlanApplicationTest, U5ABadRequestLeavesThePlanToBeApplied) {
  const Plan made = plan(R"({"available": true})");
  const std::string before = dump();
  ApplyRequest request = apply_request(made.id);
  request.reason = std::string(201, 'x');
  request.origin.actor = "";
  EXPECT_EQ(acme().apply_plan(request).error().params.entries().size(), 2U);
  request = apply_request(made.id);
  request.origin.api_key_id = 2;  // revoked
  EXPECT_EQ(acme().apply_plan(request).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(dump(), before);
  EXPECT_TRUE(apply(made).ok());
}

TEST_F(PlanApplicationTest, Q4APlanThatIsDamagedIsToldByItsId) {
  const Plan made = plan(R"({"available": true})");
  execute("UPDATE plan SET asked = '[]'");
  const auto failed = apply(made);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::kStorageUnavailable);
  EXPECT_NE(failed.error().message.find("damaged"), std::string::npos);
  EXPECT_NE(failed.error().message.find(made.id.hex()), std::string::npos);
}

}  // namespace
}  // namespace onduty
