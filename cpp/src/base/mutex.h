// A mutex that clang can check the use of, and what goes with it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/thread_annotations.h"

namespace onduty::base {

class ONDUTY_CAPABILITY("mutex") Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;  // Share it by reference.
  Mutex& operator=(const Mutex&) = delete;

  void lock() ONDUTY_ACQUIRE() { mutex_.lock(); }
  void unlock() ONDUTY_RELEASE() { mutex_.unlock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

// Holds a Mutex for a scope.
class ONDUTY_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) ONDUTY_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  MutexLock(const MutexLock&) = delete;  // One scope, one lock.
  MutexLock& operator=(const MutexLock&) = delete;
  ~MutexLock() ONDUTY_RELEASE() { mutex_.unlock(); }

 private:
  Mutex& mutex_;
};

// Wakes threads that wait with the mutex held. Waits may end without cause: ask the condition again.
class CondVar {
 public:
  void wait(Mutex& mutex) ONDUTY_REQUIRES(mutex) {
    std::unique_lock<std::mutex> held(mutex.mutex_, std::adopt_lock);
    condition_.wait(held);
    held.release();
  }

  // False when the time was up.
  bool wait_for(Mutex& mutex, std::chrono::milliseconds timeout) ONDUTY_REQUIRES(mutex) {
    std::unique_lock<std::mutex> held(mutex.mutex_, std::adopt_lock);
    const bool woken = condition_.wait_for(held, timeout) == std::cv_status::no_timeout;
    held.release();
    return woken;
  }

  void notify_one() { condition_.notify_one(); }
  void notify_all() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace onduty::base
