#include "base/random_uuid.h"

#include <gtest/gtest.h>

#include <set>

namespace onduty::base {
namespace {

TEST(RandomUuid, HasVersionAndVariant) {
  for (int i = 0; i < 100; ++i) {
    const std::string text = random_uuid().dashed();
    EXPECT_EQ(text[14], '4') << text;
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
  }
}

TEST(RandomUuid, IsAnotherEachTime) {
  std::set<Uuid> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random_uuid());
  EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace onduty::base
