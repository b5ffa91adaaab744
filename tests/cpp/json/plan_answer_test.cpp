#include "json/plan_answer.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

const Uuid kUser = *Uuid::parse("00000000000000000000000000000001");
const Uuid kContact = *Uuid::parse("00000000000000000000000000000002");
const Uuid kStatus = *Uuid::parse("00000000000000000000000000000003");

TEST(PlanAnswerTest, Q4TellsWhatEachComesTo) {
  PlanItem changed{kUser, PlanItem::Outcome::kChange, {true, std::nullopt}, {}, {kContact}, std::nullopt};
  changed.after = {false, CustomStatus{kStatus, "A \"b\"", "🌴"}};
  const PlanItem refused{kUser, PlanItem::Outcome::kRefused, {}, {}, {}, R"({"uuid":["no"]})"};
  const Plan plan{kStatus, Instant{0}, {1, 2, 3, 4}, {changed, refused}, 7};
  EXPECT_EQ(plan_answer(plan),
            R"({"plan":{"id":"00000000000000000000000000000003","expires_at":"1970-01-01T00:00:00.000+00:00",)"
            R"("counts":{"change":1,"unchanged":2,"refused":3,"contacts":4},"items":[)"
            R"({"user_uuid":"00000000000000000000000000000001","outcome":"change",)"
            R"("before":{"available":true,"custom_status":null},"after":{"available":false,"custom_status":)"
            R"({"id":"00000000-0000-0000-0000-000000000003","name":"A \"b\"","emoji":"🌴"}},)"
            R"("contacts":["00000000000000000000000000000002"]},)"
            R"({"user_uuid":"00000000000000000000000000000001","outcome":"refused",)"
            R"("before":{"available":false,"custom_status":null},"after":{"available":false,"custom_status":null},)"
            R"("errors":{"uuid":["no"]}}]},"meta":{"next":7}})");
}

TEST(PlanAnswerTest, Q4Q5TellsWhoWasSkipped) {
  ChangeSet change_set{std::nullopt, 1, 2, {{kUser, std::nullopt, "changed_since", "x"}}, {}};
  EXPECT_EQ(change_set_answer(change_set),
            R"({"change_set":{"id":null,"applied":1,"unchanged":2,"skipped":[)"
            R"({"user_uuid":"00000000000000000000000000000001","code":"changed_since","message":"x"}]}})");
  change_set = {4, 0, 0, {}, {{std::nullopt, kContact, "reference_removed", "y"}}};
  EXPECT_EQ(change_set_answer(change_set),
            R"({"change_set":{"id":4,"applied":0,"unchanged":0,"skipped":[],"notes":[)"
            R"({"contact_uuid":"00000000000000000000000000000002","code":"reference_removed","message":"y"}]}})");
}

TEST(PlanAnswerTest, Q4ReasonsAreByParameter) {
  ParamErrors errors;
  errors.add("a", "x");
  errors.add("a", "\"");
  errors.add("b", "z");
  EXPECT_EQ(reasons_text(errors), R"({"a":["x","\""],"b":["z"]})");
}

}  // namespace
}  // namespace onduty::json
