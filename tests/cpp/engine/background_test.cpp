#include "engine/background.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace onduty::engine {
namespace {

TEST(BackgroundThreaded, RunsWhatIsPosted) {
  Background background;
  std::promise<int> promise;
  EXPECT_TRUE(background.post([&] { promise.set_value(7); }));
  EXPECT_EQ(promise.get_future().get(), 7);
}

TEST(BackgroundThreaded, ALongTaskDoesNotHoldUpOthers) {
  Background background;
  std::promise<void> release;
  std::promise<void> other;
  EXPECT_TRUE(background.post([released = release.get_future().share()] { released.wait(); }));
  EXPECT_TRUE(background.post([&] { other.set_value(); }));
  other.get_future().wait();
  release.set_value();
}

TEST(BackgroundThreaded, ClosingRunsWhatWasAcceptedAndRefusesTheRest) {
  std::atomic<int> done{0};
  Background background;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(background.post([&] { ++done; }));
  background.close();
  EXPECT_EQ(done, 100);
  EXPECT_FALSE(background.post([&] { ++done; }));
  background.close();  // again
  EXPECT_EQ(done, 100);
}

}  // namespace
}  // namespace onduty::engine
