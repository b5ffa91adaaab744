#include "store/temporary_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

class TemporaryFileTest : public ::testing::Test {
 protected:
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(fs::path(path_).parent_path()), {}));
  }
  static std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.file("a");
};

TEST_F(TemporaryFileTest, GetsItsNameAndNothingElseIsLeft) {
  {
    auto file = TemporaryFile::beside(path_, 0640).value();
    std::ofstream(file.name()) << "whole";
    EXPECT_EQ(file.size(), 5);
    EXPECT_FALSE(fs::exists(path_));
    EXPECT_TRUE(file.name_it(path_, false).ok());
  }
  EXPECT_EQ(read(path_), "whole");
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(TemporaryFileTest, IsRemovedWithoutAName) {
  EXPECT_TRUE(TemporaryFile::beside(path_, 0600).ok());
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(TemporaryFileTest, ReplacesAFileOnlyWhenAsked) {
  std::ofstream(path_) << "old";
  {
    auto file = TemporaryFile::beside(path_, 0600).value();
    std::ofstream(file.name()) << "new";
    const auto refused = file.name_it(path_, false);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidParams);
    EXPECT_NE(refused.error().message.find("exists"), std::string::npos);
  }
  EXPECT_EQ(read(path_), "old");
  EXPECT_EQ(file_count(), 1U);
  auto file = TemporaryFile::beside(path_, 0600).value();
  std::ofstream(file.name()) << "new";
  EXPECT_TRUE(file.name_it(path_, true).ok());
  EXPECT_EQ(read(path_), "new");
}

TEST_F(TemporaryFileTest, ADirectoryThatIsNotThereIsNamed) {
  const auto refused = TemporaryFile::beside(directory_.file("missing/a"), 0600);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("missing"), std::string::npos);
}

}  // namespace
}  // namespace onduty::store
