// Threads for reads whose callers do not wait.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "base/fork.h"
#include "base/mutex.h"
#include "onduty/result.h"

namespace onduty::engine {

// Thread rule: safe to use from any thread, but for close(), which must not be called by a task.
class Background {
 public:
  using Task = std::function<void()>;

  explicit Background(std::size_t threads) : threads_max_(threads) {}
  Background(const Background&) = delete;  // Its threads belong to it.
  Background& operator=(const Background&) = delete;
  ~Background();  // close()

  // Queues the task; its threads start with the first. Errors, with which it will not run: kOverloaded where so many
  // wait already, kClosed, kForked.
  Result<void> post(Task task, std::size_t waiting_max) ONDUTY_EXCLUDES(mutex_);

  // Runs what is queued and stops. Idempotent. REQUIRES: not in a child of the process that made it.
  void close() ONDUTY_EXCLUDES(mutex_);

 private:
  void run() ONDUTY_EXCLUDES(mutex_);
  Task take() ONDUTY_EXCLUDES(mutex_);

  const std::size_t threads_max_;
  const base::BirthProcess birth_;

  base::Mutex mutex_;
  base::CondVar task_arrived_;
  std::deque<Task> queue_ ONDUTY_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_ ONDUTY_GUARDED_BY(mutex_);
  bool closed_ ONDUTY_GUARDED_BY(mutex_) = false;
};

}  // namespace onduty::engine
