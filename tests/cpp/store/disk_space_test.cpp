#include "store/disk_space.h"

#include <gtest/gtest.h>

#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

TEST(DiskSpace, IsToldOfWhatIsThere) {
  const testing::TemporaryDirectory directory;
  EXPECT_GT(free_disk_space(directory.file("..")).value_or(0), 0U);
  EXPECT_EQ(free_disk_space(directory.file("missing")), std::nullopt);
}

TEST(DiskSpace, ThereIsNoneWhereNothingCanBeWritten) { EXPECT_EQ(free_disk_space("/proc/self/status"), 0U); }

}  // namespace
}  // namespace onduty::store
