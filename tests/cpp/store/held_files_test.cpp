#include "store/held_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/temporary_directory.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

class HeldFilesTest : public ::testing::Test {
 protected:
  HeldFilesTest() {
    std::ofstream(path_) << "database";
    std::ofstream(log_path_) << "log";
  }

  const testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.file("a.db");
  const std::string log_path_ = path_ + "-wal";
};

TEST_F(HeldFilesTest, L6AreInPlaceWhateverIsWrittenToThem) {
  const auto files = HeldFiles::of(path_);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->path(), path_);
  std::ofstream(path_, std::ios::app) << "more";
  EXPECT_TRUE(files->in_place());
}

TEST_F(HeldFilesTest, L6ALogThatIsGoneOrAnotherOneIsNoticed) {
  const auto files = HeldFiles::of(path_);
  fs::rename(log_path_, directory_.file("moved"));
  EXPECT_FALSE(files->in_place());
  std::ofstream(log_path_) << "log";
  EXPECT_FALSE(files->in_place());
  fs::rename(directory_.file("moved"), log_path_);
  EXPECT_TRUE(files->in_place());
}

TEST_F(HeldFilesTest, L6ADatabaseThatAnotherWasMovedOverIsNoticed) {
  const auto files = HeldFiles::of(path_);
  fs::create_hard_link(path_, directory_.file("kept"));  // so that its inode is not used again
  std::ofstream(directory_.file("backup")) << "database";
  fs::rename(directory_.file("backup"), path_);
  EXPECT_FALSE(files->in_place());
}

TEST_F(HeldFilesTest, WithoutALogThereIsNothingToHold) {
  fs::remove(log_path_);
  EXPECT_FALSE(HeldFiles::of(path_));
}

}  // namespace
}  // namespace onduty::store
