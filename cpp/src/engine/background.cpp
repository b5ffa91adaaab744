#include "engine/background.h"

#include <utility>

namespace onduty::engine {

Background::~Background() { close(); }

Result<void> Background::post(Task task, std::size_t waiting_max) {
  if (birth_.is_forked()) return Error::of(ErrorCode::kForked);
  const base::MutexLock held(mutex_);
  if (closed_) return Error::of(ErrorCode::kClosed);
  if (queue_.size() >= waiting_max) {
    return Error::with_message(ErrorCode::kOverloaded, "Too many requests of this kind are waiting. Try again.");
  }
  while (threads_.size() < threads_max_) threads_.emplace_back([this] { run(); });
  queue_.push_back(std::move(task));
  task_arrived_.notify_one();
  return {};
}

void Background::close() {
  std::vector<std::thread> threads;
  {
    const base::MutexLock held(mutex_);
    closed_ = true;
    threads.swap(threads_);
    task_arrived_.notify_all();
  }
  for (std::thread& thread : threads) thread.join();
}

Background::Task Background::take() {
  const base::MutexLock held(mutex_);
  while (queue_.empty() && !closed_) task_arrived_.wait(mutex_);
  if (queue_.empty()) return {};
  Task task = std::move(queue_.front());
  queue_.pop_front();
  return task;
}

void Background::run() {
  while (const Task task = take()) task();
}

}  // namespace onduty::engine
