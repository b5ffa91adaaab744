// What writes in a process: one thread, or a caller that waits and finds it idle.
//
// It takes what queued while the last commit ran (no timer: a lone request is not kept waiting, and many share a sync),
// applies each in order, commits once, and only then answers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/fork.h"
#include "base/mutex.h"
#include "engine/present.h"
#include "engine/write_operation.h"
#include "store/database_file.h"
#include "store/process_lock.h"
#include "store/session.h"

namespace onduty::engine {

// Thread rule: safe to use from any thread, but for close(), which must not be called by finish().
class Writer {
 public:
  using Clock = std::function<Instant()>;

  // Starts the thread. A request that has waited for `lock_timeout` while other processes write is answered with
  // kOverloaded. `present` is told of each commit, and outlives the writer.
  // REQUIRES: the session's connection is durable (see store::open_writer).
  Writer(std::unique_ptr<store::Session> session, store::ProcessLock lock, Present& present, Clock clock,
         std::size_t queue_max, std::chrono::milliseconds lock_timeout = store::kLockTimeout);
  Writer(const Writer&) = delete;  // One database, one writer.
  Writer& operator=(const Writer&) = delete;
  ~Writer();  // close()

  // Queues the request, which is answered by its finish(): at once when the writer cannot take it (kOverloaded with a
  // full queue, kClosed, kForked, kStorageUnavailable after a failed sync), else when it was carried out. For a caller
  // that waits (WaitingCaller) that may be before it returns.
  void submit(std::unique_ptr<WriteOperation> operation) ONDUTY_EXCLUDES(mutex_);

  // Why no write is taken, if none is.
  std::optional<Error> refusal() const ONDUTY_EXCLUDES(mutex_);

  // How many requests wait now.
  std::size_t queue_length() const ONDUTY_EXCLUDES(mutex_);

  // What the last batch failed with, if it did: a full disk, say.
  std::optional<Error> last_failure() const ONDUTY_EXCLUDES(mutex_);

  // Finishes what is queued and stops. Where `keep_waiting`, asked now and then, says no, what was not begun is
  // answered with kClosed, and other processes are not waited for. Idempotent. REQUIRES: not in a child of the process
  // that made it.
  void close(const std::function<bool()>& keep_waiting = {}) ONDUTY_EXCLUDES(mutex_);

 private:
  using Time = std::chrono::steady_clock::time_point;

  struct Queued {
    std::unique_ptr<WriteOperation> operation;
    Time queued_at;
  };
  using Batch = std::vector<Queued>;

  // Carries the operation out here and takes it, when it is short and nobody is at work, in any process.
  bool carry_out_here(std::unique_ptr<WriteOperation>& operation) noexcept ONDUTY_EXCLUDES(mutex_);
  bool begin_work_here() ONDUTY_EXCLUDES(mutex_);
  // `log_waits`: for the thread to bring it into the file.
  void end_work(bool log_waits) ONDUTY_EXCLUDES(mutex_);
  // Takes the operation, or tells why not and leaves it.
  std::optional<Error> enqueue(std::unique_ptr<WriteOperation>& operation) ONDUTY_EXCLUDES(mutex_);
  void run() ONDUTY_EXCLUDES(mutex_);
  // Waits a little for the thread to have done all.
  bool is_done_soon() ONDUTY_EXCLUDES(mutex_);
  Result<void> acquire_lock(std::chrono::milliseconds timeout);
  // What is to be done by the thread, which then is at work: an empty batch when it is the log alone, nothing when
  // there is nothing more to come.
  std::optional<Batch> take_queued() ONDUTY_EXCLUDES(mutex_);
  void carry_out(Batch& batch);
  // Where the transaction that starts with batch[begin] ends.
  static std::size_t end_of_transaction(const Batch& batch, std::size_t begin);
  // Applies and commits [begin, end), or those of them that do not have to be given up, then answers them. Gives the
  // first that is not answered. REQUIRES: begin < end.
  std::size_t carry_out_together(Batch& batch, std::size_t begin, std::size_t end);
  void answer(Batch& batch, std::size_t begin, std::size_t end, const std::optional<Error>& failure);
  bool is_log_long() const;
  // The first of [begin, end) that may wait on. REQUIRES: batch[begin] may not.
  std::size_t end_of_patience(const Batch& batch, std::size_t begin, std::size_t end) const;
  std::optional<Error> broken() const ONDUTY_EXCLUDES(mutex_);
  std::optional<Error> apply_and_commit(Batch& batch, std::size_t begin, std::size_t end);
  bool commit(const Batch& batch, std::size_t begin, std::size_t end);
  std::optional<Error> give_up();
  void note_outcome(const std::optional<Error>& failure) ONDUTY_EXCLUDES(mutex_);
  void bring_log_into_file();
  void close_session(const std::function<bool()>& keep_waiting);
  std::optional<Error> refusal_locked() const ONDUTY_REQUIRES(mutex_);
  bool has_work_locked() const ONDUTY_REQUIRES(mutex_);

  Present& present_;
  const Clock clock_;
  const std::size_t queue_max_;
  const std::chrono::milliseconds lock_timeout_;
  const base::BirthProcess birth_;
  const std::optional<store::HeldFiles> files_;
  std::atomic<bool> hurried_{false};  // close() has no time for other processes

  // For whoever is at work (close() after the thread has ended).
  std::unique_ptr<store::Session> session_;
  store::ProcessLock lock_;

  mutable base::Mutex mutex_;
  base::CondVar work_arrived_;
  base::CondVar all_done_;
  Batch queue_ ONDUTY_GUARDED_BY(mutex_);
  bool log_waits_ ONDUTY_GUARDED_BY(mutex_) = false;  // for the thread
  std::optional<Error> last_failure_ ONDUTY_GUARDED_BY(mutex_);
  bool is_working_ ONDUTY_GUARDED_BY(mutex_) = false;  // the thread, or a caller
  bool closing_ ONDUTY_GUARDED_BY(mutex_) = false;
  bool done_ ONDUTY_GUARDED_BY(mutex_) = false;            // the thread has nothing left to do
  std::optional<Error> broken_ ONDUTY_GUARDED_BY(mutex_);  // why nothing is written any more

  base::Mutex closing_mutex_;  // held while the thread is joined, so that two can close
  std::thread thread_;         // last: it uses all of the above
};

}  // namespace onduty::engine
