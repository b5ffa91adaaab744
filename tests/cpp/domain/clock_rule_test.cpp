#include "domain/clock_rule.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(ClockRule, U11AMinuteAheadIsFineAndMoreIsTold) {
  constexpr Instant kNow{1'700'000'000'000};
  EXPECT_EQ(clock_problem(Instant{0}, kNow), std::nullopt);
  EXPECT_EQ(clock_problem(Instant{kNow.ms + 60'000}, kNow), std::nullopt);
  const auto problem = clock_problem(Instant{kNow.ms + 61'500}, kNow);
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->find("61 s"), std::string::npos) << *problem;
}

}  // namespace
}  // namespace onduty::domain
