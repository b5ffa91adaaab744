// Telling the core that a thread waits for what it starts.
#pragma once

namespace onduty {

// While one stands, a call `…_async` on this thread may carry the change out on this thread, before it returns: where
// no other is being carried out that is quicker, as no thread has to be woken. The calls that wait have one themselves.
class WaitingCaller {
 public:
  WaitingCaller() { ++standing_; }
  WaitingCaller(const WaitingCaller&) = delete;  // One scope, one of them.
  WaitingCaller& operator=(const WaitingCaller&) = delete;
  ~WaitingCaller() { --standing_; }

  // Whether one stands on the calling thread.
  static bool stands() { return standing_ > 0; }

 private:
  static inline thread_local int standing_ = 0;
};

}  // namespace onduty
