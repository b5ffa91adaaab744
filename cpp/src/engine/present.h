// What is known of the present without asking the database: statuses and API keys, as of the last commit.
//
// All of it is of one state of the database, which has a mark. While the files show that mark, no process has committed
// anything since, and what is known is what a read would find. Else nothing is told, and the caller reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/mutex.h"
#include "domain/status_decision.h"
#include "onduty/api_key.h"
#include "onduty/status.h"
#include "onduty/uuid.h"
#include "store/commit_watch.h"
#include "store/status_store.h"

namespace onduty::engine {

// Whom a state belongs to. Row ids of users would do, but whoever asks has a uuid.
struct UserKey {
  std::int64_t account_id;
  Uuid user;

  friend bool operator==(const UserKey&, const UserKey&) = default;
};

struct UserKeyHash {
  std::size_t operator()(const UserKey& key) const noexcept;
};

using PresentStates = std::vector<std::pair<UserKey, domain::UserState>>;

// Users whose states are to be read before they are asked for.
struct ReadAhead {
  std::int64_t after;  // row id
  std::int64_t count;
};

// What one transaction of this process does to the present.
struct PresentChanges {
  PresentStates states;       // after it
  bool changes_more = false;  // than states: what a status is called, who there is, which keys are good
};

// Thread rule: safe to use from any thread.
class Present {
 public:
  using Mark = std::optional<store::CommitMark>;

  Present() = default;
  Present(const Present&) = delete;  // One database, one present.
  Present& operator=(const Present&) = delete;

  // From now on it can know something. Without a watch it never does.
  void open(std::optional<store::CommitWatch> watch) ONDUTY_EXCLUDES(mutex_);
  // From now on it knows nothing. REQUIRED before the watch's connection closes.
  void close() ONDUTY_EXCLUDES(mutex_);

  std::optional<Status> status(const UserKey& user) const ONDUTY_EXCLUDES(mutex_);
  std::optional<ApiKey> api_key(const std::string& digest) const ONDUTY_EXCLUDES(mutex_);
  // Of many users in the order asked for, all of the state with this mark; nothing for those that are not known.
  std::vector<std::optional<Status>> statuses(const Mark& mark, std::int64_t account_id,
                                              const std::vector<Uuid>& users) const ONDUTY_EXCLUDES(mutex_);

  // For readers: the mark to take before the transaction, and to hand in with what was read in it.
  Mark mark() const ONDUTY_EXCLUDES(mutex_);
  void learn(const Mark& mark, const store::ListedState& read) ONDUTY_EXCLUDES(mutex_);
  void learn(const Mark& mark, const std::string& digest, const ApiKey& key) ONDUTY_EXCLUDES(mutex_);

  // What is worth reading beside a state that was not known, where such reads pile up; nothing where they do not.
  std::optional<ReadAhead> next_ahead(const Mark& mark) ONDUTY_EXCLUDES(mutex_);
  // `read` is what was asked for.
  void learn(const Mark& mark, const ReadAhead& ahead, const std::vector<store::ListedState>& read)
      ONDUTY_EXCLUDES(mutex_);

  // For the writer, around its COMMIT.
  void begin_commit() ONDUTY_EXCLUDES(mutex_);
  void end_commit(const PresentChanges& changes) ONDUTY_EXCLUDES(mutex_);

 private:
  struct Known {
    std::unordered_map<UserKey, domain::UserState, UserKeyHash> states;
    std::unordered_map<std::int64_t, CustomStatus> custom_statuses;  // those of the states
    std::unordered_map<std::string, ApiKey> api_keys;                // by digest
    std::int64_t misses = 0;                                         // states that were asked for and not known
    std::int64_t read_up_to = 0;                                     // row id of the last user that was read ahead
    bool is_read_to_end = false;
  };

  bool is_current() const ONDUTY_REQUIRES(mutex_);
  std::optional<Status> find(const UserKey& user) const ONDUTY_REQUIRES(mutex_);
  // Whether something that was read at the mark may be learned. What is known of another is handed out in `forgotten`.
  bool may_learn(const Mark& mark, Known& forgotten) ONDUTY_REQUIRES(mutex_);
  void keep(const store::ListedState& read) ONDUTY_REQUIRES(mutex_);
  void apply(const PresentChanges& changes) ONDUTY_REQUIRES(mutex_);
  // Gives what was known, to be let go of without the mutex: it may be much.
  Known forget() ONDUTY_REQUIRES(mutex_);

  mutable base::Mutex mutex_;
  std::optional<store::CommitWatch> watch_ ONDUTY_GUARDED_BY(mutex_);
  Mark mark_ ONDUTY_GUARDED_BY(mutex_);  // of the state that is known
  bool is_committing_ ONDUTY_GUARDED_BY(mutex_) = false;
  Known known_ ONDUTY_GUARDED_BY(mutex_);
};

}  // namespace onduty::engine
