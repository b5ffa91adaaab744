#include "json/plan_request.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::json {
namespace {

PlanRequest parsed(const std::string& body) { return parse_plan(body).value(); }

std::string refused(const ParamErrors& errors) {
  std::string text;
  for (const auto& [param, reasons] : errors.entries()) {
    text += (text.empty() ? "" : "; ") + param + " " + reasons.front();
  }
  return text;
}

TEST(PlanRequestTest, Q4ReadsConditionsAndTheUpdate) {
  const PlanRequest request = parsed(R"({"where": {"users": ["jane", "x"], "available": false,
      "team": "7ea00000000000000000000000000001", "custom_status": null},
      "set": { "available" : true, "reason": "x" }})");
  EXPECT_EQ(request.where.users->size(), 2U);
  EXPECT_EQ(request.where.users->at(0), "jane");
  EXPECT_EQ(request.where.available, false);
  EXPECT_EQ(request.where.team->hex(), "7ea00000000000000000000000000001");
  EXPECT_EQ(request.where.custom_status.kind, CustomStatusUpdate::Kind::kClear);
  EXPECT_EQ(request.set.available, true);
  EXPECT_EQ(request.set_json, R"({"available":true,"reason":"x"})");
  EXPECT_TRUE(request.refused.empty());
}

TEST(PlanRequestTest, Q4EveryoneHasToBeAskedForBySomething) {
  EXPECT_EQ(refused(parsed(R"({"where": {}, "set": {"available": true}})").refused).substr(0, 31),
            "where must name at least one of");
  EXPECT_TRUE(parsed(R"({"where": {"available": true}, "set": {}})").refused.empty());
  EXPECT_TRUE(parsed(R"({"where": {"users": []}, "set": {}})").refused.empty());
}

TEST(PlanRequestTest, U4EverythingWrongIsNamedByItsPlace) {
  const PlanRequest request = parsed(R"({"where": {"users": [1, "a", {}], "available": "yes", "team": 5,
      "custom_status": "x", "colour": 1, "team": 1}, "set": {"available": 1, "available": 2, "x": 1}, "page": 1,
      "page": 2})");
  EXPECT_EQ(refused(request.refused),
            "/where/users/0 must be a uuid or an e-mail; /where/users/2 must be a uuid or an e-mail; "
            "/where/available must be true or false; /where/team must be a uuid; /where/custom_status is not a uuid; "
            "/where/colour is not a condition of a plan; page is not a parameter of this request");
  EXPECT_EQ(refused(request.set.refused), "available must be true or false; x is not a parameter of an update");
}

TEST(PlanRequestTest, U4BothPartsAreRequiredAndObjects) {
  EXPECT_EQ(refused(parsed("{}").refused), "where is required; set is required");
  EXPECT_EQ(refused(parsed(R"({"where": [], "set": null})").refused), "where must be an object; set must be an object");
  EXPECT_EQ(refused(parsed(R"({"where": {"users": "a"}, "set": {}})").refused),
            "/where/users must be a list of uuids and e-mails");
}

TEST(PlanRequestTest, E8HowMuchIsRead) {
  const std::string large = R"({"where": {"users": [")" + std::string(kPlanBodySizeMax, 'x') + R"("]}, "set": {}})";
  EXPECT_EQ(parse_plan(large).error().code, ErrorCode::kBodyTooLarge);
  EXPECT_TRUE(parse_plan(large, large.size()).ok());
  const std::string set = R"({"where": {"users": []}, "set": {"reason": ")" + std::string(65'536, 'x') + R"("}})";
  EXPECT_EQ(refused(parsed(set).refused), "set is larger than 65536 bytes");
}

TEST(PlanRequestTest, Q4ApplyingNeedsNoBody) {
  EXPECT_FALSE(parse_apply("").value().atomic);
  const ApplyRequest request = parse_apply(R"({"atomic": true, "reason": "night"})").value();
  EXPECT_TRUE(request.atomic);
  EXPECT_EQ(request.reason, "night");
  EXPECT_EQ(refused(parse_apply(R"({"atomic": 1, "reason": null, "x": 1})").value().refused),
            "atomic must be true or false; reason must be a string; x is not a parameter of this request");
  EXPECT_EQ(parse_apply(" ").error().code, ErrorCode::kMalformedJson);
}

TEST(PlanRequestTest, Q5UndoingNeedsNoBody) {
  EXPECT_EQ(parse_undo("").value().reason, std::nullopt);
  EXPECT_EQ(parse_undo(R"({"reason": "x"})").value().reason, "x");
  EXPECT_EQ(refused(parse_undo(R"({"atomic": true})").value().refused), "atomic is not a parameter of this request");
}

}  // namespace
}  // namespace onduty::json
