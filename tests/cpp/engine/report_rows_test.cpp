#include "engine/report_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace onduty::engine {
namespace {

using Columns = std::vector<std::int32_t>;
using Times = std::vector<std::int64_t>;

constexpr RowBounds kBounds{2, 3, 2, 2};

RowPlace place(std::int32_t user, std::int32_t team, bool available, std::int32_t custom_status) {
  return {user, team, available, custom_status};
}

TEST(ReportRows, Q3RowsAreOrderedByBucketThenByWhatIsNamedInItsOrder) {
  ReportRows rows({ReportKey::kAvailable, ReportKey::kUser}, kBounds);
  rows.add(1, place(2, -1, true, -1), 10, 10);
  rows.add(0, place(2, -1, true, -1), 20, 30);
  rows.add(0, place(2, -1, false, -1), 10, 30);
  rows.add(0, place(0, -1, true, -1), 5, 5);
  TimeInStatus report;
  rows.move_to(report, true);
  EXPECT_EQ(report.bucket, (Columns{0, 0, 0, 1}));
  EXPECT_EQ(report.available, (std::vector<std::uint8_t>{0, 1, 1, 1}));
  EXPECT_EQ(report.user, (Columns{2, 0, 2, 2}));
  EXPECT_EQ(report.team, Columns());
  EXPECT_EQ(report.custom_status, Columns());
  EXPECT_EQ(report.duration_ms, (Times{10, 5, 20, 10}));
  EXPECT_EQ(report.share, (std::vector<double>{10.0 / 30, 1, 20.0 / 30, 1}));
}

TEST(ReportRows, Q3NoneComesFirst) {
  ReportRows rows({ReportKey::kTeam, ReportKey::kCustomStatus}, kBounds);
  rows.add(0, place(0, 1, false, -1), 1, 1);
  rows.add(0, place(0, -1, false, 1), 2, 2);
  rows.add(0, place(0, -1, false, -1), 3, 3);
  TimeInStatus report;
  rows.move_to(report, false);
  EXPECT_EQ(report.bucket, (Columns{-1, -1, -1}));
  EXPECT_EQ(report.team, (Columns{-1, -1, 1}));
  EXPECT_EQ(report.custom_status, (Columns{-1, 1, -1}));
  EXPECT_EQ(report.share, (std::vector<double>{0.6, 0.4, 1}));
}

TEST(ReportRows, Q3WithoutUsersTimesAreAdded) {
  ReportRows rows({ReportKey::kAvailable}, kBounds);
  rows.add(0, place(0, -1, true, -1), 10, 40);
  rows.add(0, place(0, -1, false, -1), 30, 40);
  rows.add(0, place(1, -1, true, -1), 40, 40);
  EXPECT_EQ(rows.size(), 2U);
  TimeInStatus report;
  rows.move_to(report, false);
  EXPECT_EQ(report.duration_ms, (Times{30, 50}));
  EXPECT_EQ(report.share, (std::vector<double>{30.0 / 80, 50.0 / 80}));
}

TEST(ReportRows, Q3NothingNamedIsOneRow) {
  ReportRows rows({}, kBounds);
  rows.add(1, place(0, 1, true, 1), 10, 10);
  rows.add(1, place(1, -1, false, -1), 10, 10);
  TimeInStatus report;
  rows.move_to(report, true);
  EXPECT_EQ(report.bucket, Columns{1});
  EXPECT_EQ(report.duration_ms, Times{20});
  EXPECT_EQ(report.user, Columns());
}

TEST(ReportRows, ManyRowsAreInTheSameOrderAsFew) {
  constexpr std::int32_t kUsers = 100'000;  // more than a digit of the sorting holds
  std::vector<std::int32_t> users(kUsers);
  std::iota(users.begin(), users.end(), 0);
  std::shuffle(users.begin(), users.end(), std::mt19937(7));  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  ReportRows rows({ReportKey::kUser, ReportKey::kAvailable}, {1, kUsers, 0, 0});
  for (const std::int32_t user : users) {
    rows.add(0, place(user, -1, true, -1), user + 1, user + 1);
    rows.add(0, place(user, -1, false, -1), 7, 7);
  }
  TimeInStatus report;
  rows.move_to(report, false);
  ASSERT_EQ(report.size(), 2U * kUsers);
  for (std::size_t row = 0; row < report.size(); ++row) {
    ASSERT_EQ(report.user[row], static_cast<std::int32_t>(row / 2));
    ASSERT_EQ(report.available[row], row % 2);
    ASSERT_EQ(report.duration_ms[row], row % 2 == 0 ? 7 : report.user[row] + 1);
  }
}

}  // namespace
}  // namespace onduty::engine
