#include "engine/writer.h"

#include <algorithm>
#include <utility>

#include "store/database_file.h"

namespace onduty::engine {
namespace {

// Pages in the log (4 KiB each) from which it is brought into the file.
constexpr int kCheckpointPages = 1000;

}  // namespace

Writer::Writer(std::unique_ptr<store::Session> session, store::ProcessLock lock, Clock clock, std::size_t queue_max)
    : clock_(std::move(clock)),
      queue_max_(queue_max),
      session_(std::move(session)),
      lock_(std::move(lock)),
      thread_([this] { run(); }) {}

Writer::~Writer() { close(); }

std::optional<Error> Writer::refusal_locked() const {
  if (closing_) return Error::of(ErrorCode::kClosed);
  if (broken_) return broken_;
  if (queue_.size() >= queue_max_) return Error::of(ErrorCode::kOverloaded);
  return std::nullopt;
}

std::optional<Error> Writer::refusal() const {
  const base::MutexLock held(mutex_);
  return refusal_locked();
}

void Writer::submit(std::unique_ptr<WriteOperation> operation) {
  std::optional<Error> refused;
  {
    const base::MutexLock held(mutex_);
    refused = refusal_locked();
    if (!refused) {
      queue_.push_back(std::move(operation));
      if (queue_.size() == 1) work_arrived_.notify_one();
    }
  }
  if (refused) operation->finish(refused);
}

void Writer::close() {
  {
    const base::MutexLock held(mutex_);
    closing_ = true;
    work_arrived_.notify_one();
  }
  const base::MutexLock held(closing_mutex_);
  if (!thread_.joinable()) return;
  thread_.join();
  bring_log_into_file(true);
  session_.reset();
}

Writer::Batch Writer::take_queued() {
  const base::MutexLock held(mutex_);
  while (queue_.empty() && !closing_) work_arrived_.wait(mutex_);
  return std::exchange(queue_, {});
}

void Writer::run() {
  for (Batch batch = take_queued(); !batch.empty(); batch = take_queued()) carry_out(batch);
}

void Writer::carry_out(Batch& batch) {
  std::size_t begin = 0;
  while (begin < batch.size()) {
    std::size_t end = begin + 1;
    if (!batch[begin]->is_long()) {
      while (end < batch.size() && !batch[end]->is_long()) ++end;
    }
    carry_out_together(batch, begin, end);
    begin = end;
  }
}

void Writer::carry_out_together(Batch& batch, std::size_t begin, std::size_t end) {
  std::optional<Error> failure;
  {
    const base::MutexLock held(mutex_);
    failure = broken_;  // an earlier part of the batch may have found it out
  }
  if (!failure) {
    if (auto locked = lock_.acquire(store::kLockTimeout); locked.ok()) {
      failure = apply_and_commit(batch, begin, end);
      lock_.release();
    } else {
      failure = locked.error();
    }
  }
  for (std::size_t i = begin; i < end; ++i) batch[i]->finish(failure);
  if (session_->connection().log_pages() >= kCheckpointPages) bring_log_into_file(false);
}

std::optional<Error> Writer::apply_and_commit(Batch& batch, std::size_t begin, std::size_t end) {
  session_->begin_write();
  for (std::size_t i = begin; i < end && !session_->failure(); ++i) batch[i]->apply(*session_, clock_());
  if (!session_->failure() && session_->commit()) return std::nullopt;
  return give_up();
}

// Undoes the transaction; gives what its callers are told.
std::optional<Error> Writer::give_up() {
  std::optional<Error> failure = session_->failure();
  const bool outcome_unknown = session_->connection().outcome_unknown();
  session_->roll_back();
  if (outcome_unknown) {
    const base::MutexLock held(mutex_);
    broken_ = Error::with_message(ErrorCode::kStorageUnavailable,
                                  "The disk failed to take a write; no more are taken until the database is reopened.");
  }
  return failure;
}

// Without success the log stays as it is, which costs space and nothing else; the next call tries again.
void Writer::bring_log_into_file(bool truncate) {
  if (!lock_.acquire(store::kLockTimeout).ok()) return;
  session_->connection().checkpoint(truncate);
  session_->connection().clear_failure();
  lock_.release();
}

}  // namespace onduty::engine
