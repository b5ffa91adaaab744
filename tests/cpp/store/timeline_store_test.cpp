#include "store/timeline_store.h"

#include <gtest/gtest.h>

#include "support/memory_database.h"

namespace onduty::store {
namespace {

constexpr std::int64_t kAcme = 1;

class TimelineStoreTest : public testing::MemoryDatabase {
 protected:
  TimelineStoreTest() {
    add_accounts();
    connection_->execute(
        "INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at, removed_at) VALUES"
        " (1, 1, x'000000000000000000000000000000ff', 'a@x', 'a@x', 'A', 5, NULL),"
        " (2, 1, x'00000000000000000000000000000001', 'b@x', 'b@x', 'B', 6, 9),"
        " (3, 2, x'00000000000000000000000000000002', 'f@x', 'f@x', 'Foreign', 0, NULL);"
        "INSERT INTO custom_status VALUES"
        " (1, 1, x'000000000000000000000000000000ff', 'Lunch', 'lunch', '🍝', 0, 0, NULL),"
        " (2, 1, x'00000000000000000000000000000001', 'Old', 'old', NULL, 0, 0, 7),"
        " (3, 2, zeroblob(16), 'Foreign', 'foreign', NULL, 0, 0, NULL);"
        "INSERT INTO custom_status_revision VALUES (1, 1, 'Dinner', NULL, 0), (2, 2, 'Old', NULL, 0),"
        " (3, 3, 'Foreign', NULL, 0), (4, 1, 'Lunch', '🍝', 1);"
        "INSERT INTO team VALUES (1, 1, x'000000000000000000000000000000ff', 'T', 0, 0, NULL),"
        " (2, 1, x'00000000000000000000000000000001', 'U', 0, 0, NULL),"
        " (3, 1, x'00000000000000000000000000000002', 'Removed', 0, 0, 1), (4, 2, zeroblob(16), 'F', 0, 0, NULL);"
        "INSERT INTO team_member VALUES (1, 1), (2, 1), (3, 1), (4, 3), (1, 2);"
        "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_after, "
        "way)"
        " VALUES (1, 10, 1, 0, 1, 1, 1), (1, 20, 2, 1, 0, NULL, 1), (1, 20, 3, 0, 1, NULL, 1), (1, 30, 4, 1, 0, 4, 1),"
        " (2, 15, 1, 0, 1, NULL, 1)");
  }

  // "at available revision" of each entry.
  std::string entries(std::int64_t from, std::int64_t until) {
    std::string all;
    for (const TimelineEntry& entry : store().entries(1, Instant{from}, Instant{until})) {
      all += (all.empty() ? "" : ", ") + std::to_string(entry.at.ms) + (entry.available ? " available" : " away") +
             (entry.custom_revision_id ? " " + std::to_string(*entry.custom_revision_id) : "");
    }
    return all;
  }

  TimelineStore store() { return TimelineStore(*connection_); }
};

TEST_F(TimelineStoreTest, Q3EntriesBeginWithTheStateAtTheStart) {
  EXPECT_EQ(entries(0, 100), "10 available 1, 20 away, 20 available, 30 away 4");
  EXPECT_EQ(entries(15, 30), "10 available 1, 20 away, 20 available");
  EXPECT_EQ(entries(20, 31), "20 available, 30 away 4");
  EXPECT_EQ(entries(40, 50), "30 away 4");
  EXPECT_EQ(entries(0, 10), "");
}

TEST_F(TimelineStoreTest, EntriesComeFromTheIndexAlone) {
  const std::string plan = [&] {
    std::string all;
    Statement explain(*connection_,
                      "EXPLAIN QUERY PLAN SELECT at, available_after, custom_revision_after FROM status_history"
                      " WHERE user_id = ?1 AND at < ?2 ORDER BY at DESC, version DESC");
    while (explain.step()) all += explain.text(3) + ";";
    return all;
  }();
  EXPECT_EQ(plan, "SEARCH status_history USING COVERING INDEX status_history_by_user (user_id=? AND at<?);");
}

TEST_F(TimelineStoreTest, PeopleAreThoseOfTheAccountAndThoseWhoWere) {
  const auto people = store().people(kAcme);
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].user.name, "A");
  EXPECT_EQ(people[0].created_at, Instant{5});
  EXPECT_EQ(people[0].removed_at, std::nullopt);
  EXPECT_EQ(people[1].removed_at, Instant{9});
  EXPECT_EQ(store().person(kAcme, people[1].user.uuid)->id, 2);
  EXPECT_FALSE(store().person(kAcme, *Uuid::parse("00000000000000000000000000000002")));
}

TEST_F(TimelineStoreTest, TeamsAreThosePresentInOrderOfUuid) {
  const auto teams = store().teams(kAcme);
  ASSERT_EQ(teams.size(), 2U);
  EXPECT_EQ(teams[0].team.name, "U");
  EXPECT_EQ(teams[1].team.name, "T");
  const auto memberships = store().memberships(kAcme);
  EXPECT_EQ(memberships.at(1), (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(memberships.at(2), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(memberships.size(), 2U);
}

TEST_F(TimelineStoreTest, CustomStatusesHaveTheNamesOfNow) {
  const auto found = store().custom_statuses(kAcme);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].custom_status.name, "Old");
  EXPECT_EQ(found[1].custom_status, (CustomStatus{*Uuid::parse("000000000000000000000000000000ff"), "Lunch", "🍝"}));
  const auto status_of = store().custom_status_of_revision(kAcme);
  EXPECT_EQ(status_of, (std::unordered_map<std::int64_t, std::int64_t>{{1, 1}, {2, 2}, {4, 1}}));
}

}  // namespace
}  // namespace onduty::store
