#include "engine/core.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/sample.h"

namespace onduty::engine {
namespace {

TEST(Core, OpensWhatIsThere) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {});
  ASSERT_TRUE(core.ok());
  EXPECT_EQ(core.value()->path(), sample.path());
  EXPECT_GT(core.value()->now(), Instant{1'700'000'000'000});
}

TEST(Core, DoesNotMakeAFileUnlessAsked) {
  const testing::TemporaryDirectory directory;
  OpenOptions options;
  options.create = false;
  const auto core = Core::open(directory.file("missing.db"), options);
  ASSERT_FALSE(core.ok());
  EXPECT_NE(core.error().message.find("There is no database"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(std::filesystem::path(directory.file("x")).parent_path()));
}

TEST(Core, ClosingTwiceIsHarmless) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {}).value();
  core->close();
  core->close();
  EXPECT_EQ(core->writer().refusal()->code, ErrorCode::kClosed);
}

TEST(Core, ClosingBringsTheLogIntoTheFile) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {}).value();
  const auto read = core->readers().run([](store::Session&) -> Result<int> { return 1; });
  EXPECT_TRUE(read.ok());
  core->close();
  EXPECT_FALSE(std::filesystem::exists(sample.path() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(sample.path() + "-shm"));
}

}  // namespace
}  // namespace onduty::engine
