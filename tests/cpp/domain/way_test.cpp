#include <gtest/gtest.h>

#include "onduty/status.h"

namespace onduty {
namespace {

TEST(Way, U10NamesGoBothWays) {
  for (int number = 1; number <= 7; ++number) {
    const auto way = static_cast<Way>(number);
    EXPECT_EQ(way_from_name(way_name(way)), way);
  }
  EXPECT_EQ(way_name(Way::kApi), "api");
  EXPECT_EQ(way_name(Way::kDestroyed), "destroyed");
  EXPECT_EQ(way_from_name("teleport"), std::nullopt);
}

}  // namespace
}  // namespace onduty
