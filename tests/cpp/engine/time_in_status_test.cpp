#include "engine/time_in_status.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

constexpr std::int64_t kCreated = testing::kSampleCreatedMs;
constexpr Instant kNow{kCreated + 1000};

// Jane: available from 100 on, at lunch from 200 to 300 and then on vacation, under two names of lunch; John is
// nobody's business; the one who is removed was there for one millisecond.
class TimeInStatusTest : public ::testing::Test {
 protected:
  TimeInStatusTest() : session_(sample_.connect()) {
    execute(
        "INSERT INTO custom_status_revision VALUES (10, 2, 'Brunch', NULL, 0);"
        "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_after, "
        "way)"
        " VALUES (1, 1700000000100, 1, 0, 1, NULL, 1), (1, 1700000000200, 2, 1, 0, 10, 1),"
        " (1, 1700000000250, 3, 0, 0, 2, 1), (1, 1700000000300, 4, 0, 1, 1, 1), (3, 1700000000000, 1, 0, 1, NULL, 1)");
  }

  void execute(const char* sql) {
    session_.connection().execute(sql);
    ASSERT_EQ(session_.failure(), std::nullopt);
  }

  static TimeInStatusQuery query(std::int64_t start, std::int64_t end, std::vector<ReportKey> by) {
    TimeInStatusQuery made;
    made.start = Instant{kCreated + start};
    made.end = Instant{kCreated + end};
    made.by = std::move(by);
    return made;
  }

  Result<TimeInStatus> ask(const TimeInStatusQuery& asked) {
    return session_.read(
        [&](store::Session& session) { return measure_time_in_status(session, testing::kAcme, asked, kNow); });
  }

  // Each row in a line: bucket, user, team, availability, custom status, duration.
  std::string rows(const TimeInStatusQuery& asked) {
    const auto found = ask(asked);
    if (!found.ok()) return found.error().message;
    const TimeInStatus& report = found.value();
    std::string all;
    for (std::size_t row = 0; row < report.size(); ++row) {
      if (report.bucket[row] != TimeInStatus::kNone) all += std::to_string(report.bucket[row]) + " ";
      if (!report.user.empty()) all += report.users[static_cast<std::size_t>(report.user[row])].name + " ";
      if (!report.team.empty()) all += name(report.teams, report.team[row], &TimeInStatus::TeamName::name) + " ";
      if (!report.available.empty()) all += report.available[row] != 0 ? "available " : "away ";
      if (!report.custom_status.empty()) {
        all += name(report.custom_statuses, report.custom_status[row], &CustomStatus::name) + " ";
      }
      all += std::to_string(report.duration_ms[row]) + "\n";
    }
    return all;
  }

  template <class Item>
  static std::string name(const std::vector<Item>& items, std::int32_t place, std::string Item::* member) {
    return place == TimeInStatus::kNone ? "none" : items[static_cast<std::size_t>(place)].*member;
  }

  ParamErrors refusals(const TimeInStatusQuery& asked) {
    const auto found = ask(asked);
    EXPECT_FALSE(found.ok());
    return found.ok() ? ParamErrors() : found.error().params;
  }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(TimeInStatusTest, Q3UsersAreInOrderOfUuidAndCountWhileTheyExist) {
  EXPECT_EQ(rows(query(-100, 500, {ReportKey::kUser})), "John 500\nGone 1\nJane Doe 500\n");
  EXPECT_EQ(rows(query(1, 500, {ReportKey::kUser})), "John 499\nJane Doe 499\n");
}

TEST_F(TimeInStatusTest, Q3TheOpenIntervalCountsUpToNow) {
  EXPECT_EQ(rows(query(500, 5000, {ReportKey::kUser})), "John 500\nJane Doe 500\n");
  EXPECT_EQ(rows(query(1000, 5000, {ReportKey::kUser})), "");
  EXPECT_EQ(rows(query(300, 300, {ReportKey::kUser})), "");
}

TEST_F(TimeInStatusTest, Q3StatesAreToldApartByWhatIsNamed) {
  auto asked = query(0, 400, {ReportKey::kUser, ReportKey::kAvailable});
  asked.user = testing::kJane;
  EXPECT_EQ(rows(asked), "Jane Doe away 200\nJane Doe available 200\n");
  asked.by = {ReportKey::kCustomStatus};  // both names of lunch are one
  EXPECT_EQ(rows(asked), "none 200\nVacationing 100\nLunch 100\n");
  asked.by = {ReportKey::kCustomStatus, ReportKey::kAvailable};
  EXPECT_EQ(rows(asked), "away none 100\navailable none 100\navailable Vacationing 100\naway Lunch 100\n");
  asked.by = {};
  EXPECT_EQ(rows(asked), "400\n");
}

TEST_F(TimeInStatusTest, Q3StatesAreCutWhereBucketsBegin) {
  auto asked = query(50, 350, {ReportKey::kAvailable});
  asked.user = testing::kJane;
  asked.bucket_starts = {Instant{kCreated}, Instant{kCreated + 150}, Instant{kCreated + 300}};
  EXPECT_EQ(rows(asked), "0 away 50\n0 available 50\n1 away 100\n1 available 50\n2 available 50\n");
}

TEST_F(TimeInStatusTest, Q3WhoIsInTwoTeamsCountsInBothAndOnceInATotal) {
  execute(
      "INSERT INTO team VALUES (9, 1, x'00000000000000000000000000000009', 'Night', 0, 0, NULL);"
      "INSERT INTO team_member VALUES (9, 1), (2, 1)");
  EXPECT_EQ(rows(query(0, 400, {ReportKey::kTeam})), "none 1\nNight 400\nGeneral 800\n");
  EXPECT_EQ(rows(query(0, 400, {ReportKey::kUser, ReportKey::kTeam})),
            "John General 400\nGone none 1\nJane Doe Night 400\nJane Doe General 400\n");
  EXPECT_EQ(rows(query(0, 400, {})), "801\n");
}

TEST_F(TimeInStatusTest, Q3FiltersLeaveOneUserOrThoseOfATeam) {
  auto asked = query(0, 400, {ReportKey::kUser, ReportKey::kTeam});
  asked.team = testing::kGeneral;
  EXPECT_EQ(rows(asked), "John General 400\nJane Doe General 400\n");
  asked.user = testing::kJane;
  EXPECT_EQ(rows(asked), "Jane Doe General 400\n");
  asked.user = testing::kRemoved;
  EXPECT_EQ(rows(asked), "");
  asked.team.reset();
  EXPECT_EQ(rows(asked), "Gone none 1\n");
}

TEST_F(TimeInStatusTest, Q3WhatIsRefusedIsToldAtOnce) {
  auto asked = query(400, 300, {ReportKey::kUser});
  asked.user = testing::kForeigner;
  asked.team = testing::kDissolved;
  asked.refused.add("time_zone", "is unknown");
  asked.bucket_starts.resize(10'001);
  EXPECT_EQ(refusals(asked).entries(),
            (std::vector<ParamErrors::Entry>{{"time_zone", {"is unknown"}},
                                             {"team", {"is not a team of this account"}},
                                             {"user", {"is not a user of this account"}},
                                             {"end", {"is before start"}},
                                             {"bucket", {"makes more than 10000 buckets of this period"}}}));
}

TEST_F(TimeInStatusTest, MoreRowsThanAreAskedForAreRefused) {
  auto asked = query(0, 400, {ReportKey::kUser, ReportKey::kAvailable});
  asked.rows_max = 3;
  EXPECT_TRUE(refusals(asked).has("by"));
  asked.rows_max = 4;
  EXPECT_EQ(rows(asked), "John away 400\nGone away 1\nJane Doe away 200\nJane Doe available 200\n");
}

TEST_F(TimeInStatusTest, CanBeStopped) {
  auto asked = query(0, 400, {ReportKey::kUser});
  asked.keep_going = [] { return false; };
  EXPECT_EQ(ask(asked).error().code, ErrorCode::kClosed);
  EXPECT_EQ(rows(query(0, 1, {})), "3\n");  // and the next one is asked nothing
}

}  // namespace
}  // namespace onduty::engine
