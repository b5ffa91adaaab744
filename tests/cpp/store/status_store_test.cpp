#include "store/status_store.h"

#include <gtest/gtest.h>

#include "support/entries.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;
using testing::kJane;

class StatusStoreTest : public ::testing::Test {
 protected:
  StatusStoreTest() : connection_(sample_.connect()), store_(*connection_), history_(*connection_) {}

  // Records a change of Jane's from what is stored.
  std::int64_t record(bool available, std::optional<std::int64_t> custom_status_id, Instant at,
                      const Origin& origin = {}, const std::optional<std::string>& reason = std::nullopt) {
    const domain::UserState before = *store_.find(kAcme, kJane);
    domain::StatusDecision decision{before, true, std::nullopt};
    if (available != before.available) decision.after.available_at = at;
    if (custom_status_id != before.custom_status_id) decision.after.custom_status_at = at;
    decision.after.available = available;
    decision.after.custom_status_id = custom_status_id;
    ++decision.after.version;
    return store_.record(before, decision, origin, reason);
  }

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  StatusStore store_;
  HistoryStore history_;
};

TEST_F(StatusStoreTest, E4FindsOnlyTheAccountsOwnPresentUsers) {
  EXPECT_TRUE(store_.find(kAcme, kJane));
  EXPECT_FALSE(store_.find(kAcme, testing::kForeigner));
  EXPECT_FALSE(store_.find(testing::kOther, kJane));
  EXPECT_FALSE(store_.find(kAcme, testing::kRemoved));
  EXPECT_TRUE(store_.find(testing::kOther, testing::kForeigner));
}

TEST_F(StatusStoreTest, S1StateAndHistoryAreWrittenTogether) {
  Origin origin{Way::kApi, "zoe", 1};
  const std::int64_t seq = record(true, 1, Instant{1'700'000'100'000}, origin, "back");
  const domain::UserState after = *store_.find(kAcme, kJane);
  EXPECT_TRUE(after.available);
  EXPECT_EQ(after.custom_status_id, 1);
  EXPECT_EQ(after.version, 1);
  const auto entries = history_.of_user(1, testing::whole_range());
  ASSERT_EQ(entries.size(), 1U);
  const HistoryEntry& entry = entries[0];
  EXPECT_EQ(entry.seq, seq);
  EXPECT_EQ(entry.at, Instant{1'700'000'100'000});
  EXPECT_EQ(entry.user, kJane);
  EXPECT_EQ(entry.before, (RecordedStatus{false, std::nullopt}));
  EXPECT_EQ(entry.after, (RecordedStatus{true, CustomStatus{testing::kVacationing, "Vacationing", "🌴"}}));
  EXPECT_EQ(entry.version, 1);
  EXPECT_EQ(entry.way, Way::kApi);  // U10
  EXPECT_EQ(entry.actor, "zoe");
  EXPECT_EQ(entry.api_key, "support desk");
  EXPECT_EQ(entry.reason, "back");
}

TEST_F(StatusStoreTest, U10HistoryKeepsTheNameOfItsTime) {
  record(false, 2, Instant{1'700'000'100'000});
  connection_->execute(
      "UPDATE custom_status SET name = 'Pranzo' WHERE id = 2;"
      "INSERT INTO custom_status_revision(custom_status_id, name, since_at) VALUES (2, 'Pranzo', 1700000200000)");
  record(true, 2, Instant{1'700'000'300'000});
  const auto entries = history_.of_user(1, testing::whole_range());
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].after.custom_status->name, "Lunch");
  EXPECT_EQ(entries[1].before.custom_status->name, "Pranzo");
  EXPECT_EQ(store_.describe(*store_.find(kAcme, kJane), kJane).custom_status->name, "Pranzo");
}

TEST_F(StatusStoreTest, U1DescribesBothHalves) {
  record(true, 1, Instant{1'700'000'100'000});
  record(false, 1, Instant{1'700'000'200'000});
  const Status status = store_.describe(*store_.find(kAcme, kJane), kJane);
  EXPECT_FALSE(status.available);
  EXPECT_EQ(status.available_updated_at, Instant{1'700'000'200'000});
  EXPECT_EQ(status.custom_status_updated_at, Instant{1'700'000'100'000});
  EXPECT_EQ(status.custom_status, (CustomStatus{testing::kVacationing, "Vacationing", "🌴"}));
  EXPECT_EQ(status.version, 2);
}

TEST_F(StatusStoreTest, U11KnowsTheLatestInstantOfAll) {
  EXPECT_EQ(store_.last_instant(), Instant{testing::kSampleCreatedMs});
  record(false, 1, Instant{1'800'000'000'000});
  EXPECT_EQ(store_.last_instant(), Instant{1'800'000'000'000});
}

TEST_F(StatusStoreTest, U6ANewUserHasTheInitialState) {
  connection_->execute(
      "INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at)"
      " VALUES (9, 1, x'00000000000000000000000000000009', 'n@example.com', 'n@example.com', 'New', 1700000500000)");
  const auto state = domain::initial_state(9, Instant{1'700'000'500'000});
  store_.insert(state);
  EXPECT_EQ(store_.find(kAcme, *Uuid::parse("00000000000000000000000000000009")), state);
}

}  // namespace
}  // namespace onduty::store
