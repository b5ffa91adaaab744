#include "base/fork.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <vector>

#include "base/mutex.h"

namespace onduty::base {
namespace {

// Held over a fork, so that a child finds the list whole and no descriptor opened and not yet listed.
Mutex& descriptors_mutex() {
  static Mutex mutex;
  return mutex;
}

std::vector<int>& descriptors() {
  static std::vector<int> unshared;
  return unshared;
}

std::atomic<int> generation{0};

void before_fork() ONDUTY_NO_THREAD_SAFETY_ANALYSIS { descriptors_mutex().lock(); }

void after_fork_in_parent() ONDUTY_NO_THREAD_SAFETY_ANALYSIS { descriptors_mutex().unlock(); }

void after_fork_in_child() ONDUTY_NO_THREAD_SAFETY_ANALYSIS {
  generation.fetch_add(1);
  for (const int descriptor : descriptors()) ::close(descriptor);
  descriptors().clear();
  descriptors_mutex().unlock();
}

void watch_forks() {
  descriptors_mutex();
  descriptors();
  [[maybe_unused]] static const int registered =
      ::pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
  assert(registered == 0);
}

}  // namespace

int fork_generation() {
  watch_forks();
  return generation.load();
}

int open_unshared(const std::string& path, int flags, unsigned mode) {
  watch_forks();
  const MutexLock held(descriptors_mutex());
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  if (descriptor >= 0) descriptors().push_back(descriptor);
  return descriptor;
}

void close_unshared(int descriptor) {
  const MutexLock held(descriptors_mutex());
  std::erase(descriptors(), descriptor);
  ::close(descriptor);
}

}  // namespace onduty::base
