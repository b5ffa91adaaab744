#include "store/process_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

#include "base/fork.h"

namespace onduty::store {
namespace {

using std::chrono::steady_clock;

constexpr off_t kTurnByte = 0;
constexpr off_t kWorkByte = 1;
constexpr auto kPollInterval = std::chrono::microseconds(100);
constexpr auto kQuestionInterval = std::chrono::milliseconds(50);

enum class Attempt { kTaken, kBusy, kFailed };

Attempt set_lock(int descriptor, off_t byte, short type) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  while (::fcntl(descriptor, F_OFD_SETLK, &lock) != 0) {
    if (errno == EAGAIN || errno == EACCES) return Attempt::kBusy;
    if (errno != EINTR) return Attempt::kFailed;
  }
  return Attempt::kTaken;
}

// How long somebody waits, and whether they go on.
class Patience {
 public:
  Patience(std::chrono::milliseconds timeout, const ProcessLock::KeepWaiting& keep_waiting)
      : deadline_(steady_clock::now() + timeout), keep_waiting_(keep_waiting) {}

  // Why the waiting is over, if it is.
  std::optional<Error> end() {
    const auto now = steady_clock::now();
    if (now >= deadline_) {
      return Error::with_message(ErrorCode::kOverloaded,
                                 "Other processes have been writing for too long; nothing was written. Try again.");
    }
    if (!keep_waiting_ || now < next_question_) return std::nullopt;
    next_question_ = now + kQuestionInterval;
    if (keep_waiting_()) return std::nullopt;
    return Error::with_message(ErrorCode::kClosed, "Stopped while other processes were writing; nothing was written.");
  }

 private:
  const steady_clock::time_point deadline_;
  const ProcessLock::KeepWaiting& keep_waiting_;
  steady_clock::time_point next_question_ = steady_clock::now() + kQuestionInterval;
};

// Asks again and again rather than sleeping in the kernel, which has no time limit to offer.
Result<void> take(int descriptor, off_t byte, Patience& patience) {
  for (;;) {
    switch (set_lock(descriptor, byte, F_WRLCK)) {
      case Attempt::kTaken:
        return {};
      case Attempt::kFailed:
        return Error::with_message(ErrorCode::kStorageUnavailable,
                                   std::string("The lock file cannot be locked (") + std::strerror(errno) + ").");
      case Attempt::kBusy:
        break;
    }
    if (auto end = patience.end()) return *std::move(end);
    std::this_thread::sleep_for(kPollInterval);
  }
}

}  // namespace

Result<ProcessLock> ProcessLock::open(const std::string& path) {
  const int descriptor = base::open_unshared(path, O_RDWR | O_CREAT, 0644);
  if (descriptor < 0) {
    return Error::with_message(ErrorCode::kStorageUnavailable,
                               "Cannot open " + path + " (" + std::strerror(errno) + ").");
  }
  return ProcessLock(descriptor);
}

ProcessLock::ProcessLock(ProcessLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

ProcessLock::~ProcessLock() {
  if (descriptor_ >= 0) base::close_unshared(descriptor_);
}

void ProcessLock::adopt_mode(const std::string& path) {
  struct stat database{};
  struct stat lock{};
  if (::stat(path.c_str(), &database) != 0 || ::fstat(descriptor_, &lock) != 0) return;
  constexpr mode_t kPermissions = 0666;
  if ((lock.st_mode & kPermissions) != (database.st_mode & kPermissions)) {
    [[maybe_unused]] const int changed = ::fchmod(descriptor_, database.st_mode & kPermissions);
  }
  if (::geteuid() == 0 && (lock.st_uid != database.st_uid || lock.st_gid != database.st_gid)) {
    [[maybe_unused]] const int changed = ::fchown(descriptor_, database.st_uid, database.st_gid);
  }
}

Result<void> ProcessLock::acquire(std::chrono::milliseconds timeout, const KeepWaiting& keep_waiting) {
  Patience patience(timeout, keep_waiting);
  auto turn = take(descriptor_, kTurnByte, patience);
  if (!turn.ok()) return turn;
  auto work = take(descriptor_, kWorkByte, patience);
  set_lock(descriptor_, kTurnByte, F_UNLCK);
  return work;
}

void ProcessLock::release() { set_lock(descriptor_, kWorkByte, F_UNLCK); }

}  // namespace onduty::store
