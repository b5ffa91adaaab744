#include "engine/present_reads.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "store/commit_watch.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kAcme;
using testing::kJane;
using testing::kJohn;
using testing::kOther;

class PresentReadsTest : public ::testing::Test {
 protected:
  PresentReadsTest() { present_.open(store::CommitWatch::over(session_.connection())); }

  void commit_elsewhere(const char* sql = "UPDATE user_status SET available = 1, version = version + 1") {
    sample_.connect()->execute(sql);
  }
  void read_a_few() {
    for (int i = 0; i < 12; ++i) read_status(session_, present_, present_.mark(), {kAcme, kJane});
  }
  std::optional<Status> stored(std::int64_t account, const Uuid& user) {
    return session_.statuses().describe(*session_.statuses().find(account, user), user);
  }

  const testing::Sample sample_;
  store::Session session_{sample_.connect()};
  Present present_;
};

TEST_F(PresentReadsTest, AStatusThatWasReadIsKnownUntilTheNextCommit) {
  const auto read = read_status(session_, present_, present_.mark(), {kAcme, kJane});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(present_.status({kAcme, kJane}), read);
  commit_elsewhere();
  EXPECT_EQ(present_.status({kAcme, kJane}), std::nullopt);
}

TEST_F(PresentReadsTest, E4WhatIsNotThereIsNotLearned) {
  EXPECT_EQ(read_status(session_, present_, present_.mark(), {kAcme, testing::kForeigner}), std::nullopt);
  EXPECT_EQ(read_status(session_, present_, present_.mark(), {kAcme, testing::kRemoved}), std::nullopt);
  EXPECT_EQ(present_.status({kAcme, testing::kForeigner}), std::nullopt);
}

TEST_F(PresentReadsTest, WhatIsReadOfAnOlderStateIsNotTakenForThePresent) {
  const auto read = session_.read([&](store::Session& session) -> Result<Status> {
    const Present::Mark mark = present_.mark();
    session.statuses().find(kAcme, kJohn);  // from here on the transaction sees this state
    commit_elsewhere();
    return *read_status(session, present_, mark, {kAcme, kJane});
  });
  EXPECT_FALSE(read.value().available);
  EXPECT_EQ(present_.status({kAcme, kJane}), std::nullopt);
}

TEST_F(PresentReadsTest, OthersAreReadAheadOnceReadsPileUp) {
  commit_elsewhere("UPDATE user_status SET custom_status_id = 1 WHERE user_id = 2");
  read_a_few();
  EXPECT_EQ(present_.status({kAcme, kJohn}), std::nullopt);
  read_a_few();
  EXPECT_EQ(present_.status({kAcme, kJohn}), stored(kAcme, kJohn));
  EXPECT_EQ(present_.status({kOther, testing::kForeigner}), stored(kOther, testing::kForeigner));
  EXPECT_TRUE(present_.status({kAcme, kJohn})->custom_status.has_value());
  EXPECT_EQ(present_.status({kAcme, testing::kForeigner}), std::nullopt);
  EXPECT_EQ(present_.status({kAcme, testing::kRemoved}), std::nullopt);
}

TEST_F(PresentReadsTest, L5WhatWasReadAheadIsForgottenWithTheRest) {
  read_a_few();
  read_a_few();
  commit_elsewhere();
  EXPECT_EQ(present_.status({kAcme, kJohn}), std::nullopt);
  read_a_few();
  EXPECT_EQ(present_.status({kAcme, kJohn}), std::nullopt);
  read_a_few();
  EXPECT_EQ(present_.status({kAcme, kJohn}), stored(kAcme, kJohn));
  EXPECT_TRUE(present_.status({kAcme, kJohn})->available);
}

TEST_F(PresentReadsTest, WhatIsReadAheadOfAnOlderStateIsNotTakenForThePresent) {
  const auto read = session_.read([&](store::Session& session) -> Result<int> {
    const Present::Mark mark = present_.mark();
    for (int i = 0; i < 40; ++i) {
      if (i == 12) commit_elsewhere();
      read_status(session, present_, mark, {kAcme, kJane});
    }
    return 0;
  });
  ASSERT_TRUE(read.ok());
  for (const Uuid& user : {kJane, kJohn}) EXPECT_EQ(present_.status({kAcme, user}), std::nullopt);
}

TEST_F(PresentReadsTest, AKeyThatWasReadIsKnownAndARevokedOneIsNot) {
  const std::string good = base::digest(testing::kSecret);
  const std::string revoked = base::digest(testing::kRevokedSecret);
  ASSERT_TRUE(read_api_key(session_, present_, good).has_value());
  EXPECT_TRUE(present_.api_key(good).has_value());
  EXPECT_FALSE(read_api_key(session_, present_, revoked).has_value());
  EXPECT_FALSE(present_.api_key(revoked).has_value());
}

TEST_F(PresentReadsTest, ManyAreOfOneStateWhetherTheyWereKnownOrNot) {
  read_status(session_, present_, present_.mark(), {kAcme, kJane});
  const auto before = read_statuses(session_, present_, kAcme, {kJane, kJohn});
  EXPECT_FALSE(before[0]->available || before[1]->available);
  commit_elsewhere();
  const auto after = read_statuses(session_, present_, kAcme, {kJane, kJohn});
  EXPECT_TRUE(after[0]->available && after[1]->available);
}

}  // namespace
}  // namespace onduty::engine
