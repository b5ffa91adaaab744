#include "base/fork.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include "support/child_process.h"
#include "support/temporary_directory.h"

namespace onduty::base {
namespace {

bool is_open(int descriptor) { return ::fcntl(descriptor, F_GETFD) >= 0; }

TEST(BirthProcess, L6AChildIsNoticedAndTheParentStaysWhatItWas) {
  const BirthProcess birth;
  EXPECT_FALSE(birth.is_forked());
  EXPECT_EQ(testing::run_in_child([&] { return birth.is_forked() ? 7 : 0; }), 7);
  EXPECT_FALSE(birth.is_forked());
}

TEST(BirthProcess, L6WhatAChildMakesBelongsToItAndNotToItsOwnChildren) {
  const int code = testing::run_in_child([] {
    const BirthProcess childs;
    if (childs.is_forked()) return 1;
    return testing::run_in_child([&] { return childs.is_forked() ? 7 : 2; });
  });
  EXPECT_EQ(code, 7);
}

TEST(UnsharedDescriptor, L6AChildDoesNotHaveIt) {
  const testing::TemporaryDirectory directory;
  const int unshared = open_unshared(directory.file("a"), O_RDWR | O_CREAT, 0600);
  const int shared = ::open(directory.file("b").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_TRUE(is_open(unshared));
  EXPECT_EQ(::fcntl(unshared, F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(testing::run_in_child([&] { return (is_open(unshared) ? 1 : 0) + (is_open(shared) ? 0 : 2); }), 0);
  EXPECT_TRUE(is_open(unshared));
  close_unshared(unshared);
  EXPECT_FALSE(is_open(unshared));
  ::close(shared);
}

// A child must not close a file of its own that happens to have got the number.
TEST(UnsharedDescriptor, L6ANumberThatWasClosedIsForgotten) {
  const testing::TemporaryDirectory directory;
  const int unshared = open_unshared(directory.file("a"), O_RDWR | O_CREAT, 0600);
  close_unshared(unshared);
  const int other = ::open(directory.file("b").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_EQ(other, unshared);
  EXPECT_EQ(testing::run_in_child([&] { return is_open(other) ? 0 : 1; }), 0);
  ::close(other);
}

TEST(UnsharedDescriptor, AFileThatCannotBeOpenedIsToldByErrno) {
  const testing::TemporaryDirectory directory;
  EXPECT_EQ(open_unshared(directory.file("missing/a"), O_RDWR | O_CREAT, 0600), -1);
  EXPECT_EQ(errno, ENOENT);
}

}  // namespace
}  // namespace onduty::base
