#include "engine/writer.h"

#include <algorithm>
#include <utility>

#include "base/scheduling.h"
#include "onduty/waiting_caller.h"

namespace onduty::engine {
namespace {

using std::chrono::steady_clock;

// Pages in the log (4 KiB each) from which it is brought into the file.
constexpr int kCheckpointPages = 4000;

constexpr std::chrono::milliseconds kQuestionInterval{50};  // how often close() asks whether there is time

Error disk_failed() {
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "The disk failed to take a write; no more are taken until the database is reopened.");
}

Error files_replaced(const store::HeldFiles& files) {
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "The database file " + files.path() +
                                 " or its log was replaced or removed while it was open here; nothing more is written. "
                                 "Find out who did it, and open the database again.");
}

}  // namespace

Writer::Writer(std::unique_ptr<store::Session> session, store::ProcessLock lock, Present& present, Clock clock,
               std::size_t queue_max, std::chrono::milliseconds lock_timeout)
    : present_(present),
      clock_(std::move(clock)),
      queue_max_(queue_max),
      lock_timeout_(lock_timeout),
      files_(session->connection().files()),
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
  if (birth_.is_forked()) return Error::of(ErrorCode::kForked);
  {
    const base::MutexLock held(mutex_);
    if (auto refused = refusal_locked()) return refused;
  }
  if (files_ && !files_->in_place()) return files_replaced(*files_);
  return std::nullopt;
}

std::optional<Error> Writer::broken() const {
  const base::MutexLock held(mutex_);
  return broken_;
}

std::optional<Error> Writer::last_failure() const {
  const base::MutexLock held(mutex_);
  return last_failure_;
}

std::size_t Writer::queue_length() const {
  const base::MutexLock held(mutex_);
  return queue_.size();
}

void Writer::note_outcome(const std::optional<Error>& failure) {
  const base::MutexLock held(mutex_);
  if (failure || last_failure_) last_failure_ = failure;
}

void Writer::submit(std::unique_ptr<WriteOperation> operation) {
  if (birth_.is_forked()) return operation->finish(Error::of(ErrorCode::kForked));
  if (WaitingCaller::stands() && carry_out_here(operation)) return;
  if (const auto refused = enqueue(operation)) operation->finish(refused);
}

bool Writer::carry_out_here(std::unique_ptr<WriteOperation>& operation) noexcept {
  constexpr std::chrono::milliseconds kNotAtAll{0};
  if (operation->is_long() || !begin_work_here()) return false;
  const bool locked = acquire_lock(kNotAtAll).ok();
  if (locked) {
    Batch batch;
    batch.push_back({std::move(operation), steady_clock::now()});
    const auto failure = apply_and_commit(batch, 0, 1);
    lock_.release();
    answer(batch, 0, 1, failure);
  }
  end_work(is_log_long());
  return locked;
}

bool Writer::begin_work_here() {
  const base::MutexLock held(mutex_);
  if (is_working_ || !queue_.empty() || refusal_locked()) return false;
  is_working_ = true;
  return true;
}

void Writer::end_work(bool log_waits) {
  const base::MutexLock held(mutex_);
  is_working_ = false;
  log_waits_ = log_waits;
  if (!queue_.empty() || closing_ || log_waits_) work_arrived_.notify_one();
}

std::optional<Error> Writer::enqueue(std::unique_ptr<WriteOperation>& operation) {
  const base::MutexLock held(mutex_);
  if (auto refused = refusal_locked()) return refused;
  queue_.push_back({std::move(operation), steady_clock::now()});
  if (queue_.size() == 1) work_arrived_.notify_one();
  return std::nullopt;
}

void Writer::close(const std::function<bool()>& keep_waiting) {
  {
    const base::MutexLock held(mutex_);
    closing_ = true;
    work_arrived_.notify_one();
  }
  while (keep_waiting && !hurried_ && !is_done_soon()) hurried_ = !keep_waiting();
  const base::MutexLock held(closing_mutex_);
  if (!thread_.joinable()) return;
  thread_.join();
  close_session(keep_waiting);
}

// Under the lock, as closing the last connection brings the log into the file and removes it.
void Writer::close_session(const std::function<bool()>& keep_waiting) {
  const auto has_time = [&] { return !hurried_ && (!keep_waiting || keep_waiting()); };
  const bool locked = lock_.acquire(lock_timeout_, has_time).ok();
  if (locked) {
    session_->connection().checkpoint(true);
  } else {
    session_->connection().leave_log();
  }
  session_.reset();
  if (locked) lock_.release();
}

bool Writer::has_work_locked() const { return !queue_.empty() || log_waits_; }

std::optional<Writer::Batch> Writer::take_queued() {
  const base::MutexLock held(mutex_);
  while (is_working_ || (!has_work_locked() && !closing_)) work_arrived_.wait(mutex_);
  if (!has_work_locked()) return std::nullopt;
  is_working_ = true;
  log_waits_ = false;
  return std::exchange(queue_, {});
}

void Writer::run() {
  base::ask_for_short_slices();
  while (std::optional<Batch> batch = take_queued()) {
    carry_out(*batch);
    if (batch->empty()) bring_log_into_file();
    end_work(false);
  }
  const base::MutexLock held(mutex_);
  done_ = true;
  all_done_.notify_all();
}

bool Writer::is_done_soon() {
  const base::MutexLock held(mutex_);
  if (!done_) all_done_.wait_for(mutex_, kQuestionInterval);
  return done_;
}

Result<void> Writer::acquire_lock(std::chrono::milliseconds timeout) {
  return lock_.acquire(timeout, [this] { return !hurried_; });
}

void Writer::carry_out(Batch& batch) {
  std::size_t begin = 0;
  while (begin < batch.size()) {
    begin = carry_out_together(batch, begin, end_of_transaction(batch, begin));
    if (is_log_long()) bring_log_into_file();
  }
}

std::size_t Writer::end_of_transaction(const Batch& batch, std::size_t begin) {
  std::size_t end = begin + 1;
  if (batch[begin].operation->is_long()) return end;
  while (end < batch.size() && !batch[end].operation->is_long()) ++end;
  return end;
}

void Writer::answer(Batch& batch, std::size_t begin, std::size_t end, const std::optional<Error>& failure) {
  note_outcome(failure);
  for (std::size_t i = begin; i < end; ++i) batch[i].operation->finish(failure);
}

bool Writer::is_log_long() const { return session_->connection().log_pages() >= kCheckpointPages; }

std::size_t Writer::end_of_patience(const Batch& batch, std::size_t begin, std::size_t end) const {
  const Time queued_until = steady_clock::now() - lock_timeout_;
  std::size_t first = begin + 1;
  while (first < end && batch[first].queued_at <= queued_until) ++first;
  return first;
}

std::size_t Writer::carry_out_together(Batch& batch, std::size_t begin, std::size_t end) {
  std::optional<Error> failure = broken();  // an earlier part of the batch may have found it out
  if (!failure) {
    const auto patience = batch[begin].queued_at + lock_timeout_ - steady_clock::now();
    const auto locked = acquire_lock(std::chrono::ceil<std::chrono::milliseconds>(patience));
    if (locked.ok()) {
      failure = apply_and_commit(batch, begin, end);
      lock_.release();
    } else {
      failure = locked.error();
      if (!hurried_) end = end_of_patience(batch, begin, end);
    }
  }
  answer(batch, begin, end, failure);
  return end;
}

std::optional<Error> Writer::apply_and_commit(Batch& batch, std::size_t begin, std::size_t end) {
  session_->begin_write();
  for (std::size_t i = begin; i < end && !session_->failure(); ++i) batch[i].operation->apply(*session_, clock_());
  if (!session_->failure() && commit(batch, begin, end)) return std::nullopt;
  return give_up();
}

bool Writer::commit(const Batch& batch, std::size_t begin, std::size_t end) {
  PresentChanges changes;
  for (std::size_t i = begin; i < end; ++i) batch[i].operation->publish(changes);
  present_.begin_commit();
  const bool committed = session_->commit();
  present_.end_commit(changes);
  return committed;
}

// Undoes the transaction; gives what its callers are told.
std::optional<Error> Writer::give_up() {
  std::optional<Error> failure = session_->failure();
  const bool outcome_unknown = session_->connection().outcome_unknown();
  session_->roll_back();
  const bool replaced = files_ && !files_->in_place();
  if (replaced || outcome_unknown) {
    const base::MutexLock held(mutex_);
    broken_ = replaced ? files_replaced(*files_) : disk_failed();
  }
  return failure;
}

// Without success the log stays as it is, which costs space and nothing else; the next call tries again.
void Writer::bring_log_into_file() {
  if (!acquire_lock(lock_timeout_).ok()) return;
  session_->connection().checkpoint(false);
  session_->connection().clear_failure();
  lock_.release();
}

}  // namespace onduty::engine
