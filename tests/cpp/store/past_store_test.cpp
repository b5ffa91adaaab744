#include "store/past_store.h"

#include <gtest/gtest.h>

#include "store/session.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

constexpr std::int64_t kBorn = testing::kSampleCreatedMs;

class PastStoreTest : public ::testing::Test {
 protected:
  PastStoreTest() : session_(sample_.connect()) {
    execute(
        "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_before,"
        " custom_revision_after, way) VALUES (1, 1700000000100, 1, 0, 1, NULL, 2, 0),"
        " (1, 1700000000100, 2, 1, 0, 2, 2, 0), (1, 1700000000200, 3, 0, 1, 2, NULL, 0)");
  }

  void execute(const char* sql) { session_.connection().execute(sql); }

  std::vector<PastStatus> at(std::int64_t ms, std::optional<std::int64_t> team_id = std::nullopt) {
    const PastFilter filter{testing::kAcme, team_id, Instant{ms}};
    auto found = session_.past().list(filter, {});
    EXPECT_EQ(session_.past().count(filter), static_cast<std::int64_t>(found.size()));
    return found;
  }

  PastStatus jane_at(std::int64_t ms) {
    for (const PastStatus& past : at(ms)) {
      if (past.user.uuid == testing::kJane) return past;
    }
    ADD_FAILURE() << "nobody";
    return {};
  }

  testing::Sample sample_;
  Session session_;
};

std::string names(const std::vector<PastStatus>& users) {
  std::string all;
  for (const PastStatus& past : users) all += (all.empty() ? "" : " ") + past.user.name;
  return all;
}

TEST_F(PastStoreTest, Q2TheLastEntryAtTheInstantOrBeforeCounts) {
  EXPECT_EQ(jane_at(kBorn).status, RecordedStatus());  // U6
  EXPECT_EQ(jane_at(kBorn + 99).since, Instant{kBorn});
  const CustomStatus lunch{testing::kLunch, "Lunch", std::nullopt};
  EXPECT_EQ(jane_at(kBorn + 100).status, (RecordedStatus{false, lunch}));  // the second of that instant
  EXPECT_EQ(jane_at(kBorn + 199).status, (RecordedStatus{false, lunch}));
  EXPECT_EQ(jane_at(kBorn + 199).since, Instant{kBorn + 100});
  EXPECT_EQ(jane_at(kBorn + 200).status, (RecordedStatus{true, std::nullopt}));
  EXPECT_EQ(jane_at(kBorn + 200).user, (User{testing::kJane, "jane.doe@email.com", "Jane Doe"}));
}

TEST_F(PastStoreTest, Q2WhoDidNotExistIsAbsentAndWhoWasRemovedSinceIsThere) {
  EXPECT_EQ(names(at(kBorn - 1)), "");
  EXPECT_EQ(names(at(kBorn)), "John Gone Jane Doe");  // in order of uuid, as they were created at once
  EXPECT_EQ(names(at(kBorn + 1)), "John Jane Doe");
  execute("UPDATE user SET created_at = created_at + 5 WHERE id = 2");
  EXPECT_EQ(names(at(kBorn + 4)), "Jane Doe");
  EXPECT_EQ(names(at(kBorn + 5)), "Jane Doe John");
}

TEST_F(PastStoreTest, Q2ATeamIsItsMembers) {
  EXPECT_EQ(names(at(kBorn, 1)), "John Jane Doe");
  execute("INSERT INTO team_member VALUES (1, 4)");
  EXPECT_EQ(names(at(kBorn, 1)), "John Gone Jane Doe");
  EXPECT_EQ(names(at(kBorn + 1, 1)), "John Jane Doe");
  EXPECT_EQ(names(at(kBorn, 3)), "");  // of another account
}

TEST_F(PastStoreTest, Q2CustomStatusesHaveTheNamesOfTheInstant) {
  execute(
      "UPDATE custom_status SET name = 'Cena', destroyed_at = 1700000000190 WHERE id = 2;"
      "INSERT INTO custom_status_revision(custom_status_id, name, emoji, since_at) VALUES"
      " (2, 'Pranzo', 'P', 1700000000150), (2, 'Cena', NULL, 1700000000180)");
  const auto name_at = [&](std::int64_t ms) { return jane_at(ms).status.custom_status; };
  EXPECT_EQ(name_at(kBorn + 149), (CustomStatus{testing::kLunch, "Lunch", std::nullopt}));
  EXPECT_EQ(name_at(kBorn + 150), (CustomStatus{testing::kLunch, "Pranzo", "P"}));
  EXPECT_EQ(name_at(kBorn + 199), (CustomStatus{testing::kLunch, "Cena", std::nullopt}));  // destroyed already
}

TEST_F(PastStoreTest, Q2ANameThatIsYoungerThanItsEntryIsTheOldestThereIs) {
  execute("UPDATE custom_status_revision SET since_at = 1800000000000 WHERE id = 2");
  EXPECT_EQ(jane_at(kBorn + 100).status.custom_status->name, "Lunch");
}

TEST_F(PastStoreTest, C7AListIsReadInParts) {
  const PastFilter filter{testing::kAcme, std::nullopt, Instant{kBorn}};
  EXPECT_EQ(names(session_.past().list(filter, {{}, 1, 1})), "Gone");
  EXPECT_EQ(names(session_.past().list(filter, {{}, 2, 50})), "Jane Doe");
  EXPECT_EQ(session_.past().count(filter), 3);
}

}  // namespace
}  // namespace onduty::store
