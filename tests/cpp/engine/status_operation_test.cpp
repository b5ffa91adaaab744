#include "engine/status_operation.h"

#include <gtest/gtest.h>

#include "support/dump.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

class StatusOperationTest : public ::testing::Test {
 protected:
  StatusOperationTest() : session_(sample_.connect()) {}

  // Applies and commits one request as the writer would.
  Result<StatusChange> carry_out(StatusRequest request, const std::optional<Error>& failure = std::nullopt) {
    std::optional<Result<StatusOutcome>> answer;
    StatusOperation operation(
        testing::kAcme, std::move(request), [](const StatusChange&) { return Answer{"{}", 7, 200, false}; },
        [&](Result<StatusOutcome> result) { answer = std::move(result); });
    session_.begin_write();
    operation.apply(session_, Instant{1'700'000'200'000});
    EXPECT_FALSE(answer);  // nobody is answered before the commit
    EXPECT_TRUE(session_.commit());
    operation.finish(failure);
    last_answer_ = answer->ok() ? answer->value().answer : std::nullopt;
    return answer->ok() ? Result<StatusChange>(answer->value().change) : answer->error();
  }

  testing::Sample sample_;
  store::Session session_;
  std::optional<Answer> last_answer_;
};

TEST_F(StatusOperationTest, S1AnswersAfterTheCommit) {
  StatusRequest request;
  request.user = testing::kJane;
  request.update.available = true;
  const auto change = carry_out(request);
  ASSERT_TRUE(change.ok());
  EXPECT_TRUE(change.value().changed);
  EXPECT_EQ(change.value().contacts.size(), 3U);
}

TEST_F(StatusOperationTest, U5ARefusalLeavesNoWriteBehind) {
  const std::string before = testing::dump(session_.connection());
  StatusRequest request;
  request.user = testing::kJane;
  request.update.available = true;
  request.update.custom_status = CustomStatusUpdate::assign(testing::kForeignStatus);
  EXPECT_FALSE(carry_out(request).ok());
  EXPECT_EQ(testing::dump(session_.connection()), before);
}

TEST_F(StatusOperationTest, U8TheSecondTimeTheAnswerIsThatOfTheFirst) {
  StatusRequest request;
  request.user = testing::kJane;
  request.update.available = true;
  request.if_version = IfVersion{false, {0}};  // a retry's is out of date, and it is replayed all the same
  request.idempotency = Idempotency::of("k1", "PUT", "/a", "{}");
  ASSERT_TRUE(carry_out(request).ok());
  EXPECT_EQ(last_answer_, (Answer{"{}", 7, 200, false}));
  const std::string before = testing::dump(session_.connection());
  ASSERT_TRUE(carry_out(request).ok());
  EXPECT_EQ(last_answer_, (Answer{"{}", 7, 200, true}));
  request.idempotency = Idempotency::of("k1", "PUT", "/b", "{}");
  EXPECT_EQ(carry_out(request).error().code, ErrorCode::kIdempotencyConflict);  // E6
  EXPECT_EQ(testing::dump(session_.connection()), before);
}

TEST_F(StatusOperationTest, U8ARefusedRequestLeavesItsKeyFree) {
  StatusRequest request;
  request.user = testing::kForeigner;
  request.update.available = true;
  request.idempotency = Idempotency::of("k1", "PUT", "/a", "{}");
  EXPECT_EQ(carry_out(request).error().code, ErrorCode::kUserNotFound);
  request.user = testing::kJane;
  request.idempotency = Idempotency::of("k1", "PUT", "/b", "{}");
  EXPECT_TRUE(carry_out(request).ok());
}

TEST_F(StatusOperationTest, E11AFailedBatchIsToldInPlaceOfTheResult) {
  StatusRequest request;
  request.user = testing::kJane;
  request.update.available = true;
  const Error failure = Error::of(ErrorCode::kStorageFull);
  EXPECT_EQ(carry_out(request, failure).error(), failure);
}

}  // namespace
}  // namespace onduty::engine
