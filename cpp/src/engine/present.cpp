#include "engine/present.h"

#include <utility>

namespace onduty::engine {
namespace {

// Beyond them the database is asked: what is known stays known, so that a round over more users finds most of them.
constexpr std::size_t kStatesMax = 1'000'000;
constexpr std::size_t kApiKeysMax = 10'000;

// States that are read ahead for each that was not known, once there were a few. In passing, a state costs a twentieth
// of what it costs to look it up: where none of them is asked for before the next commit of another process, reading
// takes a few times as long, and where all are, the whole is known after a small part of it was asked for.
constexpr std::int64_t kAheadPerMiss = 48;
constexpr std::int64_t kMissesBefore = 16;

}  // namespace

std::size_t UserKeyHash::operator()(const UserKey& key) const noexcept {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;  // spreads the small numbers of accounts
  return std::hash<Uuid>()(key.user) ^ (static_cast<std::uint64_t>(key.account_id) * kOdd);
}

void Present::open(std::optional<store::CommitWatch> watch) {
  const base::MutexLock held(mutex_);
  watch_ = watch;
}

void Present::close() {
  Known forgotten;
  const base::MutexLock held(mutex_);
  watch_.reset();
  forgotten = forget();
}

Present::Known Present::forget() {
  mark_.reset();
  return std::exchange(known_, {});
}

bool Present::is_current() const { return watch_ && mark_ && watch_->read() == mark_; }

Present::Mark Present::mark() const {
  const base::MutexLock held(mutex_);
  return watch_ ? watch_->read() : std::nullopt;
}

std::optional<Status> Present::status(const UserKey& user) const {
  const base::MutexLock held(mutex_);
  return is_current() ? find(user) : std::nullopt;
}

std::vector<std::optional<Status>> Present::statuses(const Mark& mark, std::int64_t account_id,
                                                     const std::vector<Uuid>& users) const {
  std::vector<std::optional<Status>> statuses(users.size());
  const base::MutexLock held(mutex_);
  if (!is_current() || mark_ != mark) return statuses;
  for (std::size_t i = 0; i < users.size(); ++i) statuses[i] = find({account_id, users[i]});
  return statuses;
}

std::optional<Status> Present::find(const UserKey& user) const {
  const auto found = known_.states.find(user);
  if (found == known_.states.end()) return std::nullopt;
  const domain::UserState& state = found->second;
  std::optional<CustomStatus> custom_status;
  if (state.custom_status_id) {
    const auto named = known_.custom_statuses.find(*state.custom_status_id);
    if (named == known_.custom_statuses.end()) return std::nullopt;  // assigned since, by this process
    custom_status = named->second;
  }
  return domain::status_of(state, user.user, std::move(custom_status));
}

std::optional<ApiKey> Present::api_key(const std::string& digest) const {
  const base::MutexLock held(mutex_);
  if (!is_current()) return std::nullopt;
  const auto found = known_.api_keys.find(digest);
  return found == known_.api_keys.end() ? std::nullopt : std::optional(found->second);
}

// What was read between two looks at the same mark is of that mark. While this process commits, the marks of what is
// known and of the files differ for a moment only, and what is known must outlive it.
bool Present::may_learn(const Mark& mark, Known& forgotten) {
  if (!mark || !watch_ || watch_->read() != mark) return false;
  if (mark_ == mark) return true;
  if (is_committing_) return false;
  forgotten = forget();
  mark_ = mark;
  return true;
}

void Present::learn(const Mark& mark, const store::ListedState& read) {
  Known forgotten;
  const base::MutexLock held(mutex_);
  if (may_learn(mark, forgotten)) keep(read);
}

std::optional<ReadAhead> Present::next_ahead(const Mark& mark) {
  const base::MutexLock held(mutex_);
  if (mark_ != mark || known_.is_read_to_end || ++known_.misses <= kMissesBefore) return std::nullopt;
  return ReadAhead{known_.read_up_to, kAheadPerMiss};
}

void Present::learn(const Mark& mark, const ReadAhead& ahead, const std::vector<store::ListedState>& read) {
  Known forgotten;
  const base::MutexLock held(mutex_);
  if (!may_learn(mark, forgotten) || known_.read_up_to != ahead.after) return;  // or somebody else has read them
  for (const store::ListedState& each : read) keep(each);
  if (!read.empty()) known_.read_up_to = read.back().state.user_id;
  known_.is_read_to_end = std::ssize(read) < ahead.count || known_.states.size() >= kStatesMax;
}

void Present::keep(const store::ListedState& read) {
  if (known_.states.size() < kStatesMax) known_.states.insert_or_assign({read.account_id, read.user}, read.state);
  if (read.custom_status) known_.custom_statuses.insert_or_assign(*read.state.custom_status_id, *read.custom_status);
}

void Present::learn(const Mark& mark, const std::string& digest, const ApiKey& key) {
  Known forgotten;
  const base::MutexLock held(mutex_);
  if (may_learn(mark, forgotten) && known_.api_keys.size() < kApiKeysMax) known_.api_keys.insert_or_assign(digest, key);
}

void Present::begin_commit() {
  Known forgotten;
  const base::MutexLock held(mutex_);
  is_committing_ = true;
  if (!is_current()) forgotten = forget();  // others have committed
}

// The transaction was the only one since begin_commit() if it counted as one.
void Present::end_commit(const PresentChanges& changes) {
  Known forgotten;
  const base::MutexLock held(mutex_);
  is_committing_ = false;
  if (!mark_) return;
  const Mark now = watch_->read();
  if (now == mark_) return;  // it came to nothing
  const bool is_only_one = now && now->commit_count() == mark_->commit_count() + 1;
  if (changes.changes_more || !is_only_one) {
    forgotten = forget();
  } else {
    apply(changes);
    mark_ = now;
  }
}

void Present::apply(const PresentChanges& changes) {
  for (const auto& [user, state] : changes.states) {
    const auto known = known_.states.find(user);
    if (known != known_.states.end()) known->second = state;
  }
}

}  // namespace onduty::engine
