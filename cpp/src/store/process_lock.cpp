#include "store/process_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace onduty::store {
namespace {

using std::chrono::steady_clock;

constexpr off_t kTurnByte = 0;
constexpr off_t kWorkByte = 1;
constexpr auto kPollInterval = std::chrono::microseconds(100);

enum class Attempt { kTaken, kBusy, kFailed };

Attempt set_lock(int descriptor, off_t byte, short type) {
  struct flock lock {};
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

// Asks again and again rather than sleeping in the kernel, which has no time limit to offer.
Result<void> take(int descriptor, off_t byte, steady_clock::time_point deadline) {
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
    if (steady_clock::now() >= deadline) {
      return Error::with_message(ErrorCode::kOverloaded,
                                 "Another process has been writing for too long; nothing was written. Try again.");
    }
    std::this_thread::sleep_for(kPollInterval);
  }
}

}  // namespace

Result<ProcessLock> ProcessLock::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return Error::with_message(ErrorCode::kStorageUnavailable,
                               "Cannot open " + path + " (" + std::strerror(errno) + ").");
  }
  return ProcessLock(descriptor);
}

ProcessLock::ProcessLock(ProcessLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

ProcessLock::~ProcessLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> ProcessLock::acquire(std::chrono::milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  auto turn = take(descriptor_, kTurnByte, deadline);
  if (!turn.ok()) return turn;
  auto work = take(descriptor_, kWorkByte, deadline);
  set_lock(descriptor_, kTurnByte, F_UNLCK);
  return work;
}

void ProcessLock::release() { set_lock(descriptor_, kWorkByte, F_UNLCK); }

}  // namespace onduty::store
