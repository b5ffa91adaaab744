#include "engine/plan_draft.h"

#include <gtest/gtest.h>

#include "support/plans.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::plan_request;
using testing::told;

class PlanDraftTest : public ::testing::Test {
 protected:
  PlanDraftTest() : session_(sample_.connect()) {
    session_.connection().execute("UPDATE user_status SET available = 1, custom_status_id = 2 WHERE user_id = 1");
  }

  Result<PlanDraft> draft(const std::string& where, const std::string& set = R"({"available": false})") {
    return draft_plan(session_, testing::kAcme, plan_request(R"({"where": )" + where + R"(, "set": )" + set + "}"),
                      Instant{1'700'000'100'000});
  }
  std::string selected(const std::string& where) { return told(draft(where).value().items); }
  std::string refused(const std::string& where, const std::string& set = R"({"available": false})") {
    const Error error = draft(where, set).error();
    std::string text;
    for (const auto& [param, unused] : error.params.entries()) {
      text += (text.empty() ? "" : " ") + param;
    }
    return text;
  }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(PlanDraftTest, Q4AllConditionsApplyTogether) {
  EXPECT_EQ(selected(R"({"available": true})"), "change:c8");
  EXPECT_EQ(selected(R"({"available": false})"), "unchanged:02");
  EXPECT_EQ(selected(R"({"team": "7ea00000000000000000000000000001"})"), "unchanged:02 change:c8");
  EXPECT_EQ(selected(R"({"custom_status": "aaaaaaaa-0000-0000-0000-000000000002"})"), "change:c8");
  EXPECT_EQ(selected(R"({"custom_status": null})"), "unchanged:02");
  EXPECT_EQ(selected(R"({"custom_status": null, "available": true})"), "");
  EXPECT_EQ(selected(R"({"users": ["JOHN@example.com", "jane.doe@email.com"], "available": true})"), "change:c8");
  EXPECT_EQ(selected(R"({"users": ["john@example.com"], "custom_status": "aaaaaaaa-0000-0000-0000-000000000002"})"),
            "");
  EXPECT_EQ(selected(R"({"users": ["john@example.com"], "team": "7ea00000000000000000000000000001"})"), "unchanged:02");
}

TEST_F(PlanDraftTest, Q4AListKeepsItsOrderAndNamesNobodyTwice) {
  EXPECT_EQ(
      selected(R"({"users": ["414a6d69-2bd6-45ed-803f-2e7ce360d4c8", "John@Example.com", "jane.doe@email.com"]})"),
      "change:c8 unchanged:02");
  EXPECT_EQ(selected(R"({"users": []})"), "");
}

TEST_F(PlanDraftTest, Q4WhatIsUnknownIsNamedByItsPlace) {
  EXPECT_EQ(refused(R"({"users": ["john@example.com", "nobody", 5, "gone@example.com",
                        "00000000000000000000000000000003"]})"),
            "/where/users/2 /where/users/1 /where/users/3 /where/users/4");
  EXPECT_EQ(refused(R"({"team": "7ea00000000000000000000000000002"})"), "/where/team");
  EXPECT_EQ(refused(R"({"team": "7ea00000000000000000000000000003"})"), "/where/team");
  EXPECT_EQ(refused(R"({"custom_status": "aaaaaaaa-0000-0000-0000-000000000003"})"), "/where/custom_status");
}

TEST_F(PlanDraftTest, Q4WhatIsSetIsCheckedAsAnyUpdate) {
  const std::string john = R"({"users": ["john@example.com"]})";
  EXPECT_EQ(refused(john, "{}"), "set");
  EXPECT_EQ(refused(john, R"({"available": 1, "colour": 2})"), "/set/available /set/colour");
  EXPECT_EQ(refused(john, R"({"custom_status_uuid": "aaaaaaaa-0000-0000-0000-000000000004"})"),
            "/set/custom_status_uuid");
  EXPECT_EQ(refused(john, R"({"tags": ["none"], "assigned_user": "gone@example.com"})"),
            "/set/assigned_user /set/tags");
  EXPECT_EQ(refused(john, R"({"available": true, "reason": ")" + std::string(201, 'x') + "\"}"), "/set/reason");
}

TEST_F(PlanDraftTest, Q4AUserOfTheUpdateRefusesTheOthers) {
  const PlanDraft drafted = draft(R"({"team": "7ea00000000000000000000000000001"})",
                                  R"({"uuid": "00000000000000000000000000000002", "available": true})")
                                .value();
  EXPECT_EQ(told(drafted.items), "change:02 refused:c8");
  EXPECT_EQ(drafted.items[1].errors, R"({"uuid":["is not the user whom the update is for"]})");
  EXPECT_EQ(drafted.items[1].before, drafted.items[1].after);
  EXPECT_EQ(drafted.counts, (PlanCounts{1, 0, 1, 0}));
}

TEST_F(PlanDraftTest, Q4ShowsNamesAsTheyAreAndContactsThatMove) {
  const PlanDraft drafted = draft(R"({"users": ["jane.doe@email.com"]})",
                                  R"({"custom_status_uuid": null, "assigned_user": "john@example.com"})")
                                .value();
  ASSERT_EQ(drafted.items.size(), 1U);
  EXPECT_EQ(drafted.items[0].before.custom_status->name, "Lunch");
  EXPECT_EQ(drafted.items[0].after.custom_status, std::nullopt);
  EXPECT_EQ(drafted.items[0].contacts.size(), 3U);
  EXPECT_EQ(drafted.rows[0].contacts[0].before, R"({"assigned_user_id":1})");
  EXPECT_EQ(drafted.rows[0].contacts[0].after, R"({"assigned_user_id":2})");
  EXPECT_EQ(drafted.counts.contacts, 3);
}

TEST_F(PlanDraftTest, Q4AHandOffThatChangesNoContactIsUnchanged) {
  EXPECT_EQ(told(draft(R"({"users": ["john@example.com"]})", R"({"tags": ["VIP"]})").value().items), "unchanged:02");
}

TEST_F(PlanDraftTest, Q4AFaultHasOneReason) {
  const auto drafted = draft(R"({"custom_status": "lunch", "team": "x"})");
  ASSERT_FALSE(drafted.ok());
  for (const auto& [place, reasons] : drafted.error().params.entries()) EXPECT_EQ(reasons.size(), 1U) << place;
}

}  // namespace
}  // namespace onduty::engine
