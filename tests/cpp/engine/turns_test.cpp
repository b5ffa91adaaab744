#include "engine/turns.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace onduty::engine {
namespace {

constexpr auto kAlways = [] { return true; };

// Waits in a thread for its turn, and has it until it is told to end.
class Waiter {
 public:
  explicit Waiter(Turns& turns)
      : thread_([this, &turns] {
          const bool begun = turns.begin([this] {
            is_asked_ = true;
            return !gives_up_.load();
          });
          if (!begun) return;
          has_turn_ = true;
          while (!ends_) std::this_thread::yield();
          turns.end();
        }) {
    while (!is_asked_) std::this_thread::yield();  // it is in the queue by then
  }
  ~Waiter() { end(); }

  bool has_turn() const { return has_turn_; }
  void wait_for_turn() const {
    while (!has_turn_) std::this_thread::yield();
  }
  void give_up() {
    gives_up_ = true;
    if (thread_.joinable()) thread_.join();
  }
  void end() {
    ends_ = true;
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::atomic<bool> is_asked_{false};
  std::atomic<bool> gives_up_{false};
  std::atomic<bool> has_turn_{false};
  std::atomic<bool> ends_{false};
  std::thread thread_;
};

TEST(TurnsThreaded, SoManyAtOnceAndTheOthersInOrder) {
  Turns turns(2);
  EXPECT_TRUE(turns.begin(kAlways));
  EXPECT_TRUE(turns.begin(kAlways));
  Waiter first(turns);
  Waiter second(turns);
  EXPECT_FALSE(first.has_turn());
  turns.end();
  first.wait_for_turn();
  EXPECT_FALSE(second.has_turn());
  first.end();
  second.wait_for_turn();
  second.end();
  turns.end();
}

TEST(TurnsThreaded, WhoGivesUpLeavesTheTurnToTheNext) {
  Turns turns(1);
  EXPECT_TRUE(turns.begin(kAlways));
  Waiter first(turns);
  Waiter second(turns);
  first.give_up();
  EXPECT_FALSE(first.has_turn());
  EXPECT_FALSE(second.has_turn());
  turns.end();
  second.wait_for_turn();
}

TEST(Turns, AreNotBegunWhereNobodyWantsThemAnyMore) {
  Turns turns(1);
  EXPECT_FALSE(turns.begin([] { return false; }));
  EXPECT_TRUE(turns.begin(kAlways));
}

}  // namespace
}  // namespace onduty::engine
