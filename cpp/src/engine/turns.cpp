#include "engine/turns.h"

#include <algorithm>
#include <chrono>

namespace onduty::engine {
namespace {

constexpr std::chrono::milliseconds kQuestionInterval{50};

}  // namespace

bool Turns::is_next(const void* who) const { return in_turn_ < at_once_max_ && waiting_.front() == who; }

void Turns::leave(const void* who) {
  waiting_.erase(std::find(waiting_.begin(), waiting_.end(), who));
  changed_.notify_all();  // whoever is the first now may have a turn
}

bool Turns::begin(const std::function<bool()>& keep_waiting) {
  const char self = 0;
  {
    const base::MutexLock held(mutex_);
    waiting_.push_back(&self);
  }
  for (;;) {
    const bool goes_on = keep_waiting();  // without the lock: it may take others
    const base::MutexLock held(mutex_);
    if (goes_on && !is_next(&self)) {
      changed_.wait_for(mutex_, kQuestionInterval);
      continue;
    }
    if (goes_on) ++in_turn_;
    leave(&self);
    return goes_on;
  }
}

void Turns::end() {
  const base::MutexLock held(mutex_);
  --in_turn_;
  changed_.notify_all();
}

}  // namespace onduty::engine
