// Letting a few in at a time.
#pragma once

#include <deque>
#include <functional>

#include "base/mutex.h"

namespace onduty::engine {

// Lets so many in at once; the others wait and come in in the order in which they asked. Thread rule: safe to use from
// any thread.
class Turns {
 public:
  explicit Turns(int at_once_max) : at_once_max_(at_once_max) {}
  Turns(const Turns&) = delete;  // Share it by reference.
  Turns& operator=(const Turns&) = delete;

  // Waits for a turn, which ends with end(). False, and there is no turn, when `keep_waiting` said no: it is asked in
  // the caller's thread before the turn begins, and now and then while it waits.
  bool begin(const std::function<bool()>& keep_waiting) ONDUTY_EXCLUDES(mutex_);
  void end() ONDUTY_EXCLUDES(mutex_);

  // A turn that was begun, which ends with this object.
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(turns) {}
    Turn(const Turn&) = delete;  // It ends once.
    Turn& operator=(const Turn&) = delete;
    ~Turn() { turns_.end(); }

   private:
    Turns& turns_;
  };

 private:
  using Waiting = std::deque<const void*>;

  bool is_next(const void* who) const ONDUTY_REQUIRES(mutex_);
  void leave(const void* who) ONDUTY_REQUIRES(mutex_);

  const int at_once_max_;

  base::Mutex mutex_;
  base::CondVar changed_;
  Waiting waiting_ ONDUTY_GUARDED_BY(mutex_);  // an address on each one's stack
  int in_turn_ ONDUTY_GUARDED_BY(mutex_) = 0;
};

}  // namespace onduty::engine
