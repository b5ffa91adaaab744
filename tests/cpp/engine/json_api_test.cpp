#include "onduty/json_api.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

using JsonApiTest = testing::OpenSample;

StatusCall call_for(std::string user) {
  StatusCall call;
  call.user = std::move(user);
  return call;
}

const std::string kJanesPath = "414A6D69-2BD6-45ED-803F-2E7CE360D4C8";

TEST_F(JsonApiTest, S2ThePathTakesBothFormsInAnyCase) {
  const auto request = read_status_call(call_for(kJanesPath), R"({"available": true})");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request.value().user, testing::kJane);
}

TEST_F(JsonApiTest, E1AMalformedBodyIsToldBeforeTheUnknownUser) {
  EXPECT_EQ(read_status_call(call_for("nobody"), "{").error().code, ErrorCode::kMalformedJson);
  const auto request = read_status_call(call_for("nobody"), "{}");
  EXPECT_EQ(acme().update_status(request.value()).error().code, ErrorCode::kUserNotFound);  // E4
}

TEST_F(JsonApiTest, E10AllRefusalsComeInOneAnswerAfterTheUnknownUser) {
  StatusCall call = call_for(kJanesPath);
  call.contacts = "101";
  call.refused.add("X-Onduty-Actor", "is empty");
  const auto request = read_status_call(call, R"({"available": 1})");
  ASSERT_TRUE(request.ok());
  const auto refused = acme().update_status(request.value());
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> named;
  for (const auto& entry : refused.error().params.entries()) named.push_back(entry.first);
  EXPECT_EQ(named, (std::vector<std::string>{"available", "X-Onduty-Actor", "contacts"}));
  call.user = testing::kForeigner.hex();
  const auto foreign = read_status_call(call, R"({"available": 1})");
  EXPECT_EQ(acme().update_status(foreign.value()).error().code, ErrorCode::kUserNotFound);
}

TEST_F(JsonApiTest, U7TheAnswerCarriesTheVersion) {
  StatusCall call = call_for(kJanesPath);
  call.if_match = "\"0\"";
  const auto change = acme().update_status(read_status_call(call, R"({"available": true})").value());
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(answer_of(change.value()).version, 1);
  EXPECT_EQ(status_answer(acme(), kJanesPath).value().version, 1);
  EXPECT_EQ(acme().update_status(read_status_call(call, R"({"available": true})").value()).error().code,
            ErrorCode::kPreconditionFailed);
}

TEST_F(JsonApiTest, DeleteUnassignsAndKeepsTheReason) {
  StatusCall call = call_for(kJanesPath);
  StatusRequest assign =
      read_status_call(call, R"({"custom_status_uuid": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"})").value();
  ASSERT_TRUE(acme().update_status(assign).ok());
  call.reason = "back";  // U9
  const auto change = acme().update_status(read_clear_call(call));
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change.value().after.custom_status, std::nullopt);
  EXPECT_EQ(acme().history(HistoryQuery::of(testing::kJane)).value().back().reason, "back");
  EXPECT_EQ(acme().update_status(read_clear_call(call_for("x"))).error().code, ErrorCode::kUserNotFound);
}

TEST_F(JsonApiTest, H3TheCursorOfAnAnswerAsksForTheRest) {
  StatusCall call = call_for(kJanesPath);
  call.contacts = "1";
  const auto change = acme().update_status(read_status_call(call, R"({"available": true})").value());
  const std::string cursor = change.value().contacts_next.value();
  const auto rest = contacts_answer(acme(), kJanesPath, cursor);
  ASSERT_TRUE(rest.ok());
  EXPECT_EQ(rest.value().body.find("First"), std::string::npos);
  EXPECT_NE(rest.value().body.find("Last by uuid"), std::string::npos);
  EXPECT_EQ(contacts_answer(acme(), kJanesPath, "x").error().params.entries()[0].first, "after");
  EXPECT_EQ(contacts_answer(acme(), testing::kForeigner.hex(), "x").error().code, ErrorCode::kUserNotFound);
}

}  // namespace
}  // namespace onduty
