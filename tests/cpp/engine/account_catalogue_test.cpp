// The catalogue of Account (its other calls are in account_test.cpp).
#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "support/open_sample.h"
#include "support/wait_limit.h"

namespace onduty {
namespace {

using Kind = CustomStatusRequest::Kind;

class AccountCatalogueTest : public testing::OpenSample {
 protected:
  static CustomStatusRequest request(Kind kind, const Uuid& id = {}, std::optional<std::string> name = {}) {
    CustomStatusRequest made;
    made.kind = kind;
    made.id = id;
    made.draft.name = std::move(name);
    return made;
  }

  Result<Answer> answer(const CustomStatusRequest& request) {
    std::promise<Result<Answer>> promise;
    acme().answer_custom_status_async(request, [&](Result<Answer> done) { promise.set_value(std::move(done)); });
    return promise.get_future().get();
  }
};

using AccountCatalogueThreaded = AccountCatalogueTest;

TEST_F(AccountCatalogueTest, C1WhatWasCreatedIsThereAfterReopening) {
  const auto created = acme().change_custom_status(request(Kind::kCreate, {}, "Sick"));
  ASSERT_TRUE(created.ok());
  reopen();
  EXPECT_EQ(acme().custom_status(created.value().id).value(), created.value());
  EXPECT_EQ(acme().custom_statuses({}).value().items.back(), created.value());
}

TEST_F(AccountCatalogueTest, E4AForeignOneIsAnsweredLikeAnUnknownOne) {
  for (const Uuid& id : {testing::kForeignStatus, testing::kDestroyed, Uuid()}) {
    EXPECT_EQ(acme().custom_status(id).error(), Error::of(ErrorCode::kCustomStatusNotFound));
    EXPECT_EQ(acme().change_custom_status(request(Kind::kDestroy, id)).error(),
              Error::of(ErrorCode::kCustomStatusNotFound));
  }
}

TEST_F(AccountCatalogueTest, C3WhoHadItHasNoneAndTheHistorySaysWhy) {
  StatusRequest assign = set_available(true);
  assign.update.custom_status = CustomStatusUpdate::assign(testing::kVacationing);
  ASSERT_TRUE(acme().update_status(assign).ok());
  *now_ms_ += 1000;
  CustomStatusRequest destroy = request(Kind::kDestroy, testing::kVacationing);
  destroy.origin.actor = "zoe";
  ASSERT_TRUE(acme().change_custom_status(destroy).ok());
  const Status status = acme().status(testing::kJane).value();
  EXPECT_EQ(status.custom_status, std::nullopt);
  EXPECT_EQ(status.custom_status_updated_at, Instant{*now_ms_});
  EXPECT_EQ(status.available_updated_at, Instant{*now_ms_ - 1000});
  EXPECT_EQ(status.version, 2);
  const HistoryEntry entry = acme().history(HistoryQuery::of(testing::kJane)).value().back();
  EXPECT_EQ(entry.before.custom_status->name, "Vacationing");
  EXPECT_EQ(entry.way, Way::kDestroyed);
  EXPECT_EQ(entry.actor, "zoe");
  EXPECT_EQ(acme().update_status(assign).error().params.entries()[0].first, "custom_status_uuid");  // S4
}

TEST_F(AccountCatalogueTest, C1AnswersHaveTheStatusOfTheirMethod) {
  const auto created = answer(request(Kind::kCreate, {}, "Sick"));
  ASSERT_TRUE(created.ok());
  EXPECT_EQ(created.value().http_status, 201);
  EXPECT_EQ(created.value().body.rfind(R"({"customStatus":{"name":"Sick",)", 0), 0U);
  EXPECT_EQ(answer(request(Kind::kUpdate, testing::kLunch, "Pranzo")).value().http_status, 200);
  EXPECT_EQ(answer(request(Kind::kDestroy, testing::kLunch)).value(),
            (Answer{R"({"status":"custom status was destroyed"})", std::nullopt, 200, false, true}));
}

TEST_F(AccountCatalogueTest, U8ARepeatedRequestIsCarriedOutOnce) {
  CustomStatusRequest create = request(Kind::kCreate, {}, "Sick");
  create.idempotency = Idempotency::of("k1", "POST", "/v1/custom_statuses", "{}");
  const Answer first = answer(create).value();
  EXPECT_FALSE(first.replayed);
  reopen();
  Answer again = answer(create).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_FALSE(again.changed);
  again.replayed = false;
  again.changed = first.changed;
  EXPECT_EQ(again, first);
  EXPECT_EQ(acme().custom_statuses({}).value().items.size(), 3U);
  CustomStatusRequest destroy = request(Kind::kDestroy, testing::kLunch);
  destroy.idempotency = Idempotency::of("k2", "DELETE", "/v1/custom_statuses/x", "");
  ASSERT_TRUE(answer(destroy).ok());
  EXPECT_TRUE(answer(destroy).value().replayed);  // not: there is no such custom status
}

TEST_F(AccountCatalogueTest, E2AKeyThatWasRevokedSinceIsRefusedByTheWriter) {
  CustomStatusRequest create = request(Kind::kCreate, {}, "Sick");
  create.origin = Origin{Way::kApi, std::nullopt, 2};
  const std::string before = dump();
  EXPECT_EQ(acme().change_custom_status(create).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(answer(create).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(dump(), before);
}

TEST_F(AccountCatalogueThreaded, C3TenThousandHoldersHoldNobodyUpForASecond) {
  sample_.connect()->execute(
      "WITH RECURSIVE n(i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n WHERE i < 10999)"
      " INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at)"
      " SELECT i, 1, randomblob(16), i || '@x', i || '@x', 'n', 1700000000000 FROM n;"
      "INSERT INTO user_status SELECT id, 1, 1, created_at, created_at, 1 FROM user WHERE id >= 1000");
  const auto start = std::chrono::steady_clock::now();
  std::promise<Result<CustomStatusDetails>> destroyed;
  acme().change_custom_status_async(request(Kind::kDestroy, testing::kVacationing),
                                    [&](Result<CustomStatusDetails> done) { destroyed.set_value(std::move(done)); });
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());  // queued behind it
  const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  RecordProperty("waited_ms", static_cast<int>(waited.count()));
  EXPECT_TRUE(destroyed.get_future().get().ok());
  EXPECT_LT(waited.count(), testing::kWaitMaxMs);
  const auto connection = sample_.connect();
  EXPECT_EQ(connection->query_integer("SELECT count(*) FROM user_status WHERE custom_status_id = 1"), 0);
  EXPECT_EQ(connection->query_integer("SELECT count(*) FROM status_history WHERE change_set_id = 1 AND way = 7"),
            10'000);
}

TEST_F(AccountCatalogueTest, U8ACallWithAKeyIsCarriedOutOnce) {
  CustomStatusRequest create = request(Kind::kCreate, {}, "Sick");
  create.idempotency = Idempotency{"k1", ""};
  const auto first = acme().change_custom_status(create);
  ASSERT_TRUE(first.ok());
  CustomStatusRequest destroy = request(Kind::kDestroy, first.value().id);
  destroy.idempotency = Idempotency{"k2", ""};
  ASSERT_TRUE(acme().change_custom_status(destroy).ok());
  const std::string before = dump();
  EXPECT_EQ(acme().change_custom_status(create).value(), first.value());
  EXPECT_EQ(acme().change_custom_status(destroy).value(), first.value());
  create.draft.emoji.emplace(std::nullopt);
  EXPECT_EQ(acme().change_custom_status(create).error().code, ErrorCode::kIdempotencyConflict);  // E6
  destroy.id = testing::kLunch;
  EXPECT_EQ(acme().change_custom_status(destroy).error().code, ErrorCode::kIdempotencyConflict);
  EXPECT_EQ(dump(), before);
}

}  // namespace
}  // namespace onduty
