#include "engine/background.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace onduty::engine {
namespace {

constexpr std::size_t kMany = 1000;

TEST(BackgroundThreaded, RunsWhatIsPosted) {
  Background background(2);
  std::promise<int> promise;
  EXPECT_TRUE(background.post([&] { promise.set_value(7); }, kMany));
  EXPECT_EQ(promise.get_future().get(), 7);
}

TEST(BackgroundThreaded, ALongTaskDoesNotHoldUpOthers) {
  Background background(2);
  std::promise<void> release;
  std::promise<void> other;
  EXPECT_TRUE(background.post([released = release.get_future().share()] { released.wait(); }, kMany));
  EXPECT_TRUE(background.post([&] { other.set_value(); }, kMany));
  other.get_future().wait();
  release.set_value();
}

TEST(BackgroundThreaded, ClosingRunsWhatWasAcceptedAndRefusesTheRest) {
  std::atomic<int> done{0};
  Background background(2);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(background.post([&] { ++done; }, kMany));
  background.close();
  EXPECT_EQ(done, 100);
  EXPECT_FALSE(background.post([&] { ++done; }, kMany));
  background.close();  // again
  EXPECT_EQ(done, 100);
}

TEST(BackgroundThreaded, RefusesWhatIsBeyondThoseThatMayWait) {
  std::promise<void> begun;
  std::promise<void> release;
  std::atomic<int> done{0};
  Background background(1);
  EXPECT_TRUE(background.post(
      [&, released = release.get_future().share()] {
        begun.set_value();
        released.wait();
      },
      1));
  begun.get_future().wait();
  EXPECT_TRUE(background.post([&] { ++done; }, 1));
  const auto refused = background.post([&] { ++done; }, 1);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kOverloaded);
  EXPECT_TRUE(background.post([&] { ++done; }, 2));
  release.set_value();
  background.close();
  EXPECT_EQ(done, 2);
}

}  // namespace
}  // namespace onduty::engine
