// Reports of an Account.

#include <gtest/gtest.h>

#include "onduty/account.h"
#include "support/open_sample.h"

namespace onduty {
namespace {

using testing::kJane;

class AccountReportsTest : public testing::OpenSample {
 protected:
  TimeInStatusQuery all_of_jane() const {
    TimeInStatusQuery query;
    query.start = Instant{testing::kSampleCreatedMs};
    query.end = Instant{now_ms_->load() + 1000};
    query.by = {ReportKey::kAvailable};
    query.user = kJane;
    return query;
  }
};

TEST_F(AccountReportsTest, Q3TellsHowLongUsersWereAvailable) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  *now_ms_ += 500;
  const auto report = acme().time_in_status(all_of_jane());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report.value().available, (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(report.value().duration_ms, (std::vector<std::int64_t>{100'000, 500}));
}

TEST_F(AccountReportsTest, ClosingStopsReports) {
  const Account account = acme();
  auto query = all_of_jane();
  query.keep_going = [&] {
    database_->close();
    return true;
  };
  EXPECT_EQ(account.time_in_status(query).error().code, ErrorCode::kClosed);
  EXPECT_EQ(account.time_in_status(all_of_jane()).error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty
