#include "store/build_info.h"

#include <gtest/gtest.h>

namespace onduty::store {
namespace {

TEST(BuildInfo, TellsTheLibraryOfThisLayer) {
  EXPECT_EQ(sqlite_version().substr(0, 2), "3.");
  EXPECT_GT(sqlite_source_id().size(), 20U);
}

}  // namespace
}  // namespace onduty::store
