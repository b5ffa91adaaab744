#include "engine/idempotency.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "support/sample.h"

namespace onduty::engine {
namespace {

class IdempotencyTest : public ::testing::Test {
 protected:
  IdempotencyTest() : session_(sample_.connect()) {}

  Result<Answer> carry_out(const std::optional<Idempotency>& idempotency, const Origin& origin = {Way::kApi, {}, 1}) {
    return carry_out_once(session_, testing::kAcme, origin, idempotency, Instant{1'700'000'100'000}, [&] {
      ++times_;
      return refusal_ ? Result<Answer>(*refusal_) : Answer{std::to_string(times_), std::nullopt, 200, false};
    });
  }

  testing::Sample sample_;
  store::Session session_;
  int times_ = 0;
  std::optional<Error> refusal_;
};

TEST_F(IdempotencyTest, U8TheSameRequestIsCarriedOutOnce) {
  const auto key = Idempotency::of("k", "PUT", "/a", "{}");
  EXPECT_EQ(carry_out(key).value(), (Answer{"1", std::nullopt, 200, false}));
  EXPECT_EQ(carry_out(key).value(), (Answer{"1", std::nullopt, 200, true}));
  EXPECT_EQ(carry_out(Idempotency::of("k", "PUT", "/b", "{}")).error().code, ErrorCode::kIdempotencyConflict);  // E6
  EXPECT_EQ(times_, 1);
}

TEST_F(IdempotencyTest, U8WithoutAKeyEachIsCarriedOut) {
  EXPECT_EQ(carry_out(std::nullopt).value().body, "1");
  EXPECT_EQ(carry_out(std::nullopt).value().body, "2");
}

TEST_F(IdempotencyTest, U8KeysOfTwoCallersDoNotMeet) {
  const auto key = Idempotency::of("k", "PUT", "/a", "{}");
  EXPECT_EQ(carry_out(key).value().body, "1");
  EXPECT_EQ(carry_out(key, Origin{}).value().body, "2");
}

TEST_F(IdempotencyTest, U8ARefusedRequestLeavesItsKeyFree) {
  const auto key = Idempotency::of("k", "PUT", "/a", "{}");
  refusal_ = Error::of(ErrorCode::kPreconditionFailed);
  EXPECT_FALSE(carry_out(key).ok());
  refusal_.reset();
  EXPECT_EQ(carry_out(Idempotency::of("k", "PUT", "/b", "{}")).value().body, "2");
}

TEST_F(IdempotencyTest, E2ARevokedKeyIsRefusedBeforeItsReplay) {
  const auto key = Idempotency::of("k", "PUT", "/a", "{}");
  ASSERT_TRUE(carry_out(key).ok());
  session_.connection().execute("UPDATE api_key SET revoked_at = 1 WHERE id = 1");
  EXPECT_EQ(carry_out(key).error().code, ErrorCode::kUnauthorized);
}

TEST(LibraryRequest, U8EveryPartMakesAnotherRequest) {
  StatusRequest request;
  std::vector<std::string> digests{digest_of(request)};
  const auto note = [&] { digests.push_back(digest_of(request)); };
  request.user = testing::kJane, note();
  request.update.available = false, note();
  request.update.custom_status = CustomStatusUpdate::clear(), note();
  request.update.custom_status = CustomStatusUpdate::assign(testing::kLunch), note();
  request.update.reason = "", note();
  request.contacts_max = 5, note();
  request.update.hand_off.tags.emplace(), note();
  request.update.hand_off.tags->push_back("VIP"), note();
  request.update.hand_off.custom_fields.emplace(), note();
  request.update.hand_off.custom_fields->emplace_back("a", std::nullopt), note();
  request.update.hand_off.team = testing::kJane, note();
  request.update.hand_off.assigned_user = "a", note();
  request.update.hand_off.bot_status = "bot_end", note();
  // An empty list of fields asks for nothing, as none does.
  EXPECT_EQ(std::set<std::string>(digests.begin(), digests.end()).size(), digests.size() - 1);
  EXPECT_EQ(digest_of(request), digests.back());
}

}  // namespace
}  // namespace onduty::engine
