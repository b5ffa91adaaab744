#include "engine/holders.h"

#include <gtest/gtest.h>

#include "store/session.h"
#include "support/entries.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

constexpr Instant kNow{1'700'000'200'000};

class HoldersTest : public ::testing::Test {
 protected:
  HoldersTest() : session_(sample_.connect()) {
    session_.connection().execute("UPDATE user_status SET custom_status_id = 1, version = 4 WHERE user_id IN (1, 2)");
  }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(HoldersTest, C3EachIsUnassignedWithAnEntryOfTheHistory) {
  const std::int64_t set = session_.changes().insert_set(testing::kAcme, kNow, Origin(), std::nullopt);
  unassign(session_.statuses(), session_.custom_statuses().holders(1), {Way::kApi, "zoe", 1}, set, kNow);
  for (const Uuid& user : {testing::kJane, testing::kJohn}) {
    const auto state = session_.statuses().find(testing::kAcme, user).value();
    EXPECT_EQ(state.custom_status_id, std::nullopt);
    EXPECT_EQ(state.custom_status_at, kNow);
    EXPECT_EQ(state.available_at, Instant{testing::kSampleCreatedMs});
    EXPECT_EQ(state.version, 5);
    const auto entries = testing::entries_of(session_, user);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].before.custom_status->name, "Vacationing");
    EXPECT_EQ(entries[0].after.custom_status, std::nullopt);
    EXPECT_EQ(entries[0].way, Way::kDestroyed);
    EXPECT_EQ(entries[0].actor, "zoe");
    EXPECT_EQ(entries[0].api_key, "support desk");
    EXPECT_EQ(entries[0].reason, std::nullopt);
  }
  EXPECT_EQ(session_.connection().query_integer("SELECT count(*) FROM status_history WHERE change_set_id = 1"), 2);
}

TEST_F(HoldersTest, U11AClockThatIsBehindDoesNotTurnTheHistoryAround) {
  unassign(session_.statuses(), session_.custom_statuses().holders(1), Origin(), std::nullopt, Instant{5});
  const auto state = session_.statuses().find(testing::kAcme, testing::kJane).value();
  EXPECT_EQ(state.custom_status_at, Instant{testing::kSampleCreatedMs});
}

}  // namespace
}  // namespace onduty::engine
