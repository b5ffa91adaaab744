// Connections that read, beside the writer and never waiting for it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fork.h"
#include "base/mutex.h"
#include "engine/turns.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// Thread rule: safe to use from any thread. A read past the number of connections waits for one that ends.
class Readers {
 public:
  explicit Readers(std::string path);
  Readers(const Readers&) = delete;  // One database, one pool.
  Readers& operator=(const Readers&) = delete;

  // Runs `read(store::Session&)`, which gives a Result, on one consistent state: that of the last commit or a later
  // one. Errors: kClosed, kForked, and those of storage.
  template <class Read>
  auto run(const Read& read) -> decltype(read(std::declval<store::Session&>())) {
    auto taken = take();
    if (!taken.ok()) return std::move(taken).error();
    Loan loan(*this);  // without a session where the read throws: that is in the middle of a transaction
    auto session = open_if_null(std::move(taken).value());
    if (!session.ok()) return std::move(session).error();
    auto result = session.value()->read(read);
    loan.session = std::move(session).value();
    return result;
  }

  // The same for a read that may take seconds. Few of them run at once, so that connections are left for the others;
  // the rest wait, in order. `keep_waiting`, asked now and then in the caller's thread, says whether to wait on; may be
  // empty. Errors: as run(); kClosed also where it said no.
  template <class Read>
  auto run_long(const Read& read, const std::function<bool()>& keep_waiting = {})
      -> decltype(read(std::declval<store::Session&>())) {
    if (auto refused = begin_long(keep_waiting)) return *std::move(refused);
    const Turns::Turn turn(long_turns_);
    return run(read);
  }

  // Lets go of the connections once they are idle; later reads fail with kClosed.
  // REQUIRES: not in a child of the process that made it.
  void close() ONDUTY_EXCLUDES(mutex_);
  bool is_closed() ONDUTY_EXCLUDES(mutex_);

 private:
  using Held = std::unique_ptr<store::Session>;

  // The place of what was taken, which is given back in the end however that comes.
  struct Loan {
    explicit Loan(Readers& lender) : readers(lender) {}
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ~Loan() { readers.give_back(std::move(session)); }

    Readers& readers;
    Held session;
  };

  std::optional<Error> begin_long(const std::function<bool()>& keep_waiting) ONDUTY_EXCLUDES(mutex_);
  // Waits until there may be one more; null where none is open that is idle.
  Result<Held> take() ONDUTY_EXCLUDES(mutex_);
  void give_back(Held session) ONDUTY_EXCLUDES(mutex_);
  Result<Held> open_if_null(Held session) const;

  const std::string path_;
  const base::BirthProcess birth_;
  Turns long_turns_;

  base::Mutex mutex_;
  base::CondVar given_back_;
  std::vector<Held> idle_ ONDUTY_GUARDED_BY(mutex_);
  int in_use_ ONDUTY_GUARDED_BY(mutex_) = 0;
  bool closed_ ONDUTY_GUARDED_BY(mutex_) = false;
};

}  // namespace onduty::engine
