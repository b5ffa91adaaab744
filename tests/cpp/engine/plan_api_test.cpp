#include "onduty/plan_api.h"

#include <gtest/gtest.h>

#include <future>

#include "support/open_sample.h"
#include "support/plans.h"

namespace onduty {
namespace {

constexpr char kBody[] = R"({"where": {"users": ["john@example.com"]}, "set": {"available": true}})";

class PlanApiTest : public testing::OpenSample {
 protected:
  template <class Request>
  Result<Answer> answer(void (Account::*call)(Request, Account::AnswerDone) const, Request request) const {
    std::promise<Result<Answer>> answered;
    (acme().*call)(std::move(request), [&](Result<Answer> given) { answered.set_value(std::move(given)); });
    return answered.get_future().get();
  }
  Result<Answer> create(const PlanCall& call = {}) const {
    return answer(&Account::answer_plan_async, read_plan_call(call, kBody).value());
  }
  static std::string id_of(const Answer& created) { return created.body.substr(15, 32); }
  static PlanCall call_of(const std::string& id) { return {id, {Way::kApi, "zoe", 1}, {}, {}}; }
  static PlanCall keyed(std::string id, const std::string& key) {
    PlanCall call = call_of(std::move(id));
    call.idempotency = Idempotency::of(key, "POST", "/x", "");
    return call;
  }
};

TEST_F(PlanApiTest, Q4CreatesAndShowsAlike) {
  const Answer created = create().value();
  EXPECT_EQ(created.http_status, 201);
  EXPECT_FALSE(created.changed);
  const Answer shown = plan_answer(acme(), id_of(created), std::nullopt, {}).value();
  EXPECT_EQ(shown.body, created.body);
  EXPECT_NE(shown.body.find(R"("counts":{"change":1,"unchanged":0,"refused":0,"contacts":0})"), std::string::npos);
}

TEST_F(PlanApiTest, Q4AfterIsANumber) {
  const std::string id = id_of(create().value());
  EXPECT_NE(plan_answer(acme(), id, "1", {}).value().body.find(R"("items":[])"), std::string::npos);
  EXPECT_EQ(plan_answer(acme(), id, "-1", {}).error().code, ErrorCode::kInvalidParams);
  EXPECT_EQ(plan_answer(acme(), "5", "x", {}).error().code, ErrorCode::kNotFound);
}

TEST_F(PlanApiTest, Q4Q5AppliesAndUndoes) {
  const PlanCall call = call_of(id_of(create().value()));
  const Answer applied =
      answer(&Account::answer_apply_async, read_apply_call(call, R"({"atomic": true})").value()).value();
  EXPECT_EQ(applied.body, R"({"change_set":{"id":2,"applied":1,"unchanged":0,"skipped":[]}})");
  EXPECT_TRUE(applied.changed);
  const Answer undone =
      answer(&Account::answer_undo_async,
             read_undo_call(UndoRequest::Kind::kChangeSet, call_of("2"), R"({"reason": "x"})").value())
          .value();
  EXPECT_EQ(undone.body, R"({"change_set":{"id":4,"applied":1,"unchanged":0,"skipped":[]}})");
  const Answer again =
      answer(&Account::answer_undo_async, read_undo_call(UndoRequest::Kind::kEntry, call_of("2"), "").value()).value();
  EXPECT_EQ(again.body, R"({"change_set":{"id":6,"applied":1,"unchanged":0,"skipped":[]}})");
}

TEST_F(PlanApiTest, U8TheSameRequestWithAKeyIsAnsweredAlike) {
  const Answer created = create(keyed("", "a")).value();
  const Answer replayed = create(keyed("", "a")).value();
  EXPECT_TRUE(replayed.replayed);
  EXPECT_EQ(replayed.body, created.body);
  EXPECT_EQ(replayed.http_status, 201);
  const auto apply = [&](const std::string& key) {
    return answer(&Account::answer_apply_async, read_apply_call(keyed(id_of(created), key), "").value());
  };
  const Answer applied = apply("b").value();
  EXPECT_EQ(apply("b").value().body, applied.body);
  EXPECT_EQ(apply("c").error().code, ErrorCode::kPlanApplied);
  EXPECT_EQ(create(keyed("", "b")).value().body, applied.body);  // the test's digests are all the same
}

TEST_F(PlanApiTest, Q5WhatIsNoNumberIsNotThere) {
  for (const char* id : {"x", "", "-2", "2.0", "99999999999999999999"}) {
    const auto request = read_undo_call(UndoRequest::Kind::kChangeSet, call_of(id), "");
    EXPECT_EQ(answer(&Account::answer_undo_async, request.value()).error().code, ErrorCode::kNotFound) << id;
  }
}

TEST_F(PlanApiTest, U4WhatTheWebLayerRefusesIsToldWithTheRest) {
  PlanCall call = call_of("");
  call.refused.add("page", "is not a parameter of this request");
  const auto refused = answer(&Account::answer_plan_async, read_plan_call(call, R"({"set": {}, "where": {}})").value());
  EXPECT_EQ(refused.error().params.entries().size(), 3U);
}

TEST_F(PlanApiTest, E1ABodyThatIsNoObjectIsMalformed) {
  EXPECT_EQ(read_plan_call({}, "").error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(read_apply_call({}, "[]").error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(read_undo_call(UndoRequest::Kind::kEntry, {}, "x").error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(read_plan("{").error().code, ErrorCode::kMalformedJson);
}

}  // namespace
}  // namespace onduty
