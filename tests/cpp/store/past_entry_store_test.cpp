#include "store/past_entry_store.h"

#include <gtest/gtest.h>

#include "store/session.h"
#include "support/entries.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

class PastEntryStoreTest : public ::testing::Test {
 protected:
  PastEntryStoreTest() : session_(sample_.connect()), store_(session_.connection()) { session_.begin_write(); }

  testing::Sample sample_;
  Session session_;
  PastEntryStore store_;
};

TEST_F(PastEntryStoreTest, Q7AnEntryAndTheStateThatItLeadsTo) {
  const domain::UserState before = *session_.statuses().find(testing::kAcme, testing::kJane);
  domain::UserState after = before;
  after.available = true;
  after.custom_status_id = 2;
  after.available_at = after.custom_status_at = Instant{testing::kSampleCreatedMs + 5};
  after.version = 1;
  const std::string actor = "zoe";
  const auto set = session_.changes().insert_set(testing::kAcme, Instant{7}, Origin(), std::nullopt);
  store_.append({before, after, std::nullopt, 2, &actor, nullptr, set});
  store_.replace(after);
  ASSERT_TRUE(session_.commit());
  EXPECT_EQ(session_.statuses().find(testing::kAcme, testing::kJane), after);
  const HistoryEntry entry = testing::entries_of(session_, testing::kJane).at(0);
  EXPECT_EQ(entry.at, after.last_at());
  EXPECT_EQ(entry.before, RecordedStatus());
  EXPECT_EQ(entry.after, (RecordedStatus{true, CustomStatus{testing::kLunch, "Lunch", std::nullopt}}));
  EXPECT_EQ(entry.version, 1);
  EXPECT_EQ(entry.way, Way::kImport);
  EXPECT_EQ(entry.actor, "zoe");
  EXPECT_EQ(entry.reason, std::nullopt);
  EXPECT_EQ(entry.change_set, set * 2);
}

TEST_F(PastEntryStoreTest, U10ANameIsKnownSinceAnInstant) {
  session_.connection().execute(
      "INSERT INTO custom_status_revision(custom_status_id, name, since_at) VALUES (2, 'Pranzo', 1700000000150)");
  const auto names = store_.names_of(2);
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[0].revision, 2);
  EXPECT_EQ(names[1].since, Instant{1'700'000'000'150});
  EXPECT_TRUE(store_.names_of(99).empty());
}

}  // namespace
}  // namespace onduty::store
