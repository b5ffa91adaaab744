// The one thread of a process that writes.
//
// It takes what queued while the last commit ran (no timer: a lone request is not kept waiting, and many share a sync),
// applies each in order, commits once, and only then answers.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/mutex.h"
#include "engine/write_operation.h"
#include "store/process_lock.h"
#include "store/session.h"

namespace onduty::engine {

// Thread rule: safe to use from any thread, but for close(), which must not be called by finish().
class Writer {
 public:
  using Clock = std::function<Instant()>;

  // Starts the thread. REQUIRES: the session's connection is durable (see store::open_writer).
  Writer(std::unique_ptr<store::Session> session, store::ProcessLock lock, Clock clock, std::size_t queue_max);
  Writer(const Writer&) = delete;  // One database, one writer.
  Writer& operator=(const Writer&) = delete;
  ~Writer();  // close()

  // Queues the request, which is answered by its finish(): at once when the writer cannot take it (kOverloaded with a full
  // queue, kClosed, kStorageUnavailable after a failed sync), else when it was carried out.
  void submit(std::unique_ptr<WriteOperation> operation) ONDUTY_EXCLUDES(mutex_);

  // Why no write is taken, if none is.
  std::optional<Error> refusal() const ONDUTY_EXCLUDES(mutex_);

  // Finishes what is queued and stops. Idempotent.
  void close() ONDUTY_EXCLUDES(mutex_);

 private:
  using Batch = std::vector<std::unique_ptr<WriteOperation>>;

  void run() ONDUTY_EXCLUDES(mutex_);
  Batch take_queued() ONDUTY_EXCLUDES(mutex_);
  void carry_out(Batch& batch);
  // Applies and commits operations [begin, end), then answers them.
  void carry_out_together(Batch& batch, std::size_t begin, std::size_t end);
  std::optional<Error> apply_and_commit(Batch& batch, std::size_t begin, std::size_t end);
  std::optional<Error> give_up();
  void bring_log_into_file(bool truncate);
  std::optional<Error> refusal_locked() const ONDUTY_REQUIRES(mutex_);

  const Clock clock_;
  const std::size_t queue_max_;

  // The writer's thread only (close() after it has ended).
  std::unique_ptr<store::Session> session_;
  store::ProcessLock lock_;

  mutable base::Mutex mutex_;
  base::CondVar work_arrived_;
  Batch queue_ ONDUTY_GUARDED_BY(mutex_);
  bool closing_ ONDUTY_GUARDED_BY(mutex_) = false;
  std::optional<Error> broken_ ONDUTY_GUARDED_BY(mutex_);  // a sync failed: nothing is written any more

  base::Mutex closing_mutex_;  // held while the thread is joined, so that two can close
  std::thread thread_;         // last: it uses all of the above
};

}  // namespace onduty::engine
