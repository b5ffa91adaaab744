#include "domain/creation.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

constexpr Instant kStored{1'700'000'000'311};

TEST(Creation, I1AnAbsentOneStays) { EXPECT_EQ(creation_after(kStored, std::nullopt), kStored); }

TEST(Creation, I1TheStoredSecondChangesNothing) {
  EXPECT_EQ(creation_after(kStored, Instant{1'700'000'000'000}), kStored);
  EXPECT_EQ(creation_after(kStored, kStored), kStored);
}

TEST(Creation, I1AnythingElseReplaces) {
  for (const Instant given : {Instant{1'700'000'000'312}, Instant{1'700'000'001'000}, Instant{1'699'999'999'000}}) {
    EXPECT_EQ(creation_after(kStored, given), given);
  }
}

}  // namespace
}  // namespace onduty::domain
