#include "base/scheduling.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <thread>

namespace onduty::base {
namespace {

// The slice that the calling thread asked for: the fourth 64-bit word of what sched_getattr() gives; 0 where the system
// knows of none.
std::uint64_t slice_ns() {
  std::array<std::uint64_t, 6> attributes{};
  if (::syscall(SYS_sched_getattr, 0, attributes.data(), sizeof attributes, 0) != 0) return 0;
  return attributes[3];
}

TEST(Scheduling, AsksForShortSlicesForTheCallingThreadAlone) {
  const std::uint64_t before = slice_ns();
  if (before == 0) GTEST_SKIP() << "this system has no slices to ask for";
  std::uint64_t asked = 0;
  std::thread([&] {
    ask_for_short_slices();
    asked = slice_ns();
  }).join();
  EXPECT_EQ(asked, 100'000U);
  EXPECT_EQ(slice_ns(), before);
}

TEST(Scheduling, LeavesAThreadThatWasGivenAnotherPolicyAlone) {
  std::thread([] {
    const sched_param none{};
    ASSERT_EQ(::sched_setscheduler(0, SCHED_BATCH, &none), 0);
    ask_for_short_slices();
    EXPECT_EQ(::sched_getscheduler(0), SCHED_BATCH);
  }).join();
}

}  // namespace
}  // namespace onduty::base
