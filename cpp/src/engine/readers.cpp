#include "engine/readers.h"

#include "store/database_file.h"

namespace onduty::engine {
namespace {

constexpr int kConnectionsMax = 8;
constexpr int kLongReadsMax = 3;  // at once, of those connections

}  // namespace

Readers::Readers(std::string path) : path_(std::move(path)), long_turns_(kLongReadsMax) {
  idle_.reserve(kConnectionsMax);  // so that to give one back needs no memory
}

Result<Readers::Held> Readers::open_if_null(Held session) const {
  if (session != nullptr) return session;
  auto connection = store::open_reader(path_);
  if (!connection.ok()) return std::move(connection).error();
  session = std::make_unique<store::Session>(std::move(connection).value());
  if (session->failure()) return *session->failure();
  return session;
}

std::optional<Error> Readers::begin_long(const std::function<bool()>& keep_waiting) {
  if (birth_.is_forked()) return Error::of(ErrorCode::kForked);
  const auto goes_on = [&] { return !is_closed() && (!keep_waiting || keep_waiting()); };
  if (long_turns_.begin(goes_on)) return std::nullopt;
  if (is_closed()) return Error::of(ErrorCode::kClosed);
  return Error::with_message(ErrorCode::kClosed, "It was stopped before it began.");
}

Result<Readers::Held> Readers::take() {
  if (birth_.is_forked()) return Error::of(ErrorCode::kForked);
  const base::MutexLock held(mutex_);
  while (!closed_ && idle_.empty() && in_use_ == kConnectionsMax) given_back_.wait(mutex_);
  if (closed_) return Error::of(ErrorCode::kClosed);
  ++in_use_;
  if (idle_.empty()) return Held();
  Held session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void Readers::give_back(Held session) {
  const base::MutexLock held(mutex_);
  --in_use_;
  if (session != nullptr && !closed_) idle_.push_back(std::move(session));
  given_back_.notify_one();
}

bool Readers::is_closed() {
  const base::MutexLock held(mutex_);
  return closed_;
}

void Readers::close() {
  const base::MutexLock held(mutex_);
  closed_ = true;
  idle_.clear();
  given_back_.notify_all();
}

}  // namespace onduty::engine
