#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "onduty/bulk.h"
#include "support/open_sample.h"

namespace onduty {
namespace {

using testing::kJane;

class BulkAnswerTest : public testing::OpenSample {
 protected:
  Result<Answer> put(std::string body, std::optional<std::string> idempotency_key = std::nullopt,
                     const std::string& refused = "") const {
    BulkCall call;
    call.body = std::move(body);
    call.origin = Origin{Way::kApi, "zoe", 1};
    call.idempotency_key = std::move(idempotency_key);
    call.path = "/users/status";
    if (!refused.empty()) call.refused.add(refused, "is not a parameter of this request");
    std::promise<Result<Answer>> promise;
    account_.answer_many_async(std::move(call), [&](Result<Answer> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }

  static std::string body_of(const std::string& updates, const std::string& more = "") {
    return R"({"updates": [)" + updates + "]" + more + "}";
  }

  const Account account_ = acme();  // outlives the closing
  const std::string jane_ = R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "available": true})";
  const std::string nobody_ = R"({"uuid": "ffffffffffffffffffffffffffffffff", "available": true})";
};

TEST_F(BulkAnswerTest, Q6AnswersAResultAnUpdate) {
  const auto answer = put(body_of(jane_ + "," + nobody_ + "," + jane_ + ", 5"));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer.value().http_status, 200);
  EXPECT_EQ(answer.value().body,
            R"({"results":[{"uuid":"414a6d692bd645ed803f2e7ce360d4c8","outcome":"changed","version":1},)"
            R"({"uuid":"ffffffffffffffffffffffffffffffff","outcome":"refused","code":"user_not_found",)"
            R"("error":"There is no such user."},)"
            R"({"uuid":"414a6d692bd645ed803f2e7ce360d4c8","outcome":"unchanged","version":1},)"
            R"({"uuid":null,"outcome":"refused","code":"invalid_params","error":{"body":["must be an object"]}}],)"
            R"("change_set":2})");
}

TEST_F(BulkAnswerTest, Q6ThousandsAreAnsweredInOrder) {
  std::string updates;
  for (int i = 0; i < 1500; ++i) {
    updates += R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "available": )" +
               std::string(i % 2 == 0 ? "true" : "false") + "},";
  }
  const auto answer = put(body_of(updates + nobody_));
  ASSERT_TRUE(answer.ok());
  EXPECT_NE(answer.value().body.find(R"("outcome":"changed","version":1500},{"uuid":"ffff)"), std::string::npos);
}

TEST_F(BulkAnswerTest, Q6AtomicRefusesAll) {
  const std::string before = dump();
  const auto answer = put(body_of(jane_ + "," + nobody_, R"(, "atomic": true)"));
  EXPECT_EQ(answer.error().code, ErrorCode::kInvalidParams);
  EXPECT_EQ(answer.error().params.entries()[0].first, "/updates/1/uuid");
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkAnswerTest, U8TheSecondTimeTheAnswerIsThatOfTheFirst) {
  const auto first = put(body_of(jane_ + "," + nobody_), "k1");
  ASSERT_TRUE(first.ok());
  const std::string before = dump();
  const auto second = put(body_of(jane_ + "," + nobody_), "k1");
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second.value().replayed);
  EXPECT_EQ(second.value().body, first.value().body);
  EXPECT_EQ(put(body_of(jane_), "k1").error().code, ErrorCode::kIdempotencyConflict);
  EXPECT_EQ(put(body_of(jane_), "k1", "colour").error().code, ErrorCode::kIdempotencyConflict);  // before 422
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(put(body_of(jane_), "").error().params.entries()[0].first, "Idempotency-Key");
}

TEST_F(BulkAnswerTest, E10WhatIsWrongWithTheRequestAsAWholeIsRefused) {
  const std::string before = dump();
  EXPECT_EQ(put(body_of(jane_), std::nullopt, "colour").error().params.entries()[0].first, "colour");
  EXPECT_EQ(put("{").error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(put("{}").error().params.entries()[0].first, "updates");
  EXPECT_EQ(dump(), before);
}

TEST_F(BulkAnswerTest, E11WhatWasCarriedOutBeforeAFailureIsToldAndTheRestRefused) {
  std::string updates = jane_;
  for (int i = 1; i < 40'000; ++i) {
    updates +=
        R"(,{"uuid":"414a6d692bd645ed803f2e7ce360d4c8","available":)" + std::string(i % 2 == 0 ? "true}" : "false}");
  }
  auto answer = std::async(std::launch::async, [&] { return put(body_of(updates)); });
  while (account_.status(kJane).value().version == 0) std::this_thread::yield();
  database_->close();
  const auto told = answer.get();
  ASSERT_TRUE(told.ok());
  const std::string& body = told.value().body;
  EXPECT_NE(body.find(R"("outcome":"changed","version":1000})"), std::string::npos);
  EXPECT_NE(body.find(R"("outcome":"refused","code":"storage_unavailable","error":"The database is closed.")"),
            std::string::npos);
  EXPECT_EQ(body.find(R"("version":40000})"), std::string::npos);
}

TEST_F(BulkAnswerTest, L5AClosedDatabaseIsTold) {
  database_->close();
  EXPECT_EQ(put(body_of(jane_)).error().code, ErrorCode::kClosed);
}

TEST(UpdateLines, Q6AnUpdateALine) {
  UpdateLines lines("{\"uuid\": \"414a6d692bd645ed803f2e7ce360d4c8\"}\n\n \r\nnonsense\n{}");
  const auto first = lines.take(2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].user, kJane);
  EXPECT_EQ(first[1].extras->unreadable->code, ErrorCode::kMalformedJson);
  EXPECT_EQ(first[1].extras->unreadable->message.rfind("Line 4 is not a JSON object", 0), 0U);
  EXPECT_EQ(lines.take(2).size(), 1U);
  EXPECT_TRUE(lines.take(2).empty());
}

}  // namespace
}  // namespace onduty
