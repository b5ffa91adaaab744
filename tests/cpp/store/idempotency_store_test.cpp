#include "store/idempotency_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;

class IdempotencyStoreTest : public ::testing::Test {
 protected:
  IdempotencyStoreTest() : connection_(sample_.connect()), store_(*connection_) {}

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  IdempotencyStore store_;
  const Instant now_{1'700'000'100'000};
  const Idempotency first_ = Idempotency::of("k", "PUT", "/a", "{}");
};

TEST_F(IdempotencyStoreTest, U8AnAnswerIsFoundByItsKey) {
  store_.insert(kAcme, 1, first_, Answer{"{\"a\":1}", 7, 200, false}, now_);
  const auto stored = store_.find(kAcme, 1, "k", now_);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->request_digest, first_.request_digest);
  EXPECT_EQ(stored->answer, (Answer{"{\"a\":1}", 7, 200, true}));
}

TEST_F(IdempotencyStoreTest, U8AKeyBelongsToItsApiKeyAndAccount) {
  store_.insert(kAcme, 1, first_, Answer{"", std::nullopt, 204, false}, now_);
  EXPECT_FALSE(store_.find(kAcme, 2, "k", now_));
  EXPECT_FALSE(store_.find(kAcme, 0, "k", now_));
  EXPECT_FALSE(store_.find(testing::kOther, 1, "k", now_));
  EXPECT_FALSE(store_.find(kAcme, 1, "K", now_));
}

TEST_F(IdempotencyStoreTest, U8AnAnswerIsKeptForADay) {
  store_.insert(kAcme, 1, first_, Answer{"", std::nullopt, 204, false}, now_);
  EXPECT_TRUE(store_.find(kAcme, 1, "k", Instant{now_.ms + kIdempotencyAgeMaxMs - 1}));
  EXPECT_FALSE(store_.find(kAcme, 1, "k", Instant{now_.ms + kIdempotencyAgeMaxMs}));
}

TEST_F(IdempotencyStoreTest, OldAnswersGoAsNewOnesCome) {
  for (int i = 0; i < 5; ++i) {
    store_.insert(kAcme, 1, Idempotency::of("old" + std::to_string(i), "PUT", "/", ""), Answer(), now_);
  }
  const Instant later{now_.ms + kIdempotencyAgeMaxMs};
  for (int i = 0; i < 3; ++i) {
    store_.insert(kAcme, 1, Idempotency::of("new" + std::to_string(i), "PUT", "/", ""), Answer(), later);
  }
  EXPECT_EQ(connection_->query_integer("SELECT count(*) FROM idempotency"), 3);
  store_.insert(kAcme, 1, Idempotency::of("new0", "PUT", "/b", ""), Answer{"b", 1, 200, false}, later);  // again, later
  EXPECT_EQ(store_.find(kAcme, 1, "new0", later)->answer.body, "b");
}

}  // namespace
}  // namespace onduty::store
