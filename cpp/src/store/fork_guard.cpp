#include "store/fork_guard.h"

#include <pthread.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <cassert>

#include "base/fork.h"

namespace onduty::store {
namespace {

// SQLite's static mutexes, in the order in which it takes one while it holds another.
constexpr std::array kMutexes{SQLITE_MUTEX_STATIC_OPEN, SQLITE_MUTEX_STATIC_PRNG, SQLITE_MUTEX_STATIC_MAIN,
                              SQLITE_MUTEX_STATIC_VFS1, SQLITE_MUTEX_STATIC_VFS2, SQLITE_MUTEX_STATIC_VFS3,
                              SQLITE_MUTEX_STATIC_LRU,  SQLITE_MUTEX_STATIC_PMEM, SQLITE_MUTEX_STATIC_MEM};

void before_fork() {
  for (const int mutex : kMutexes) sqlite3_mutex_enter(sqlite3_mutex_alloc(mutex));
}

void after_fork() {
  for (auto mutex = kMutexes.rbegin(); mutex != kMutexes.rend(); ++mutex) {
    sqlite3_mutex_leave(sqlite3_mutex_alloc(*mutex));
  }
}

static_assert(sizeof(off_t) == 8, "SQLite's struct stat is the one of large files");

// SQLite knows an open file by device and inode. In a child each file looks like one of another device, so that what
// the child opens is not taken for what its parent had open, whose locks SQLite believes to be held already.
constexpr int kGenerationShift = 48;  // device numbers have no bits there

int as_seen_here(int outcome, struct stat* found) {
  if (outcome == 0) found->st_dev ^= static_cast<dev_t>(base::fork_generation()) << kGenerationShift;
  return outcome;
}

int fstat_here(int descriptor, struct stat* found) { return as_seen_here(::fstat(descriptor, found), found); }

int stat_here(const char* path, struct stat* found) { return as_seen_here(::stat(path, found), found); }

void install() {
  base::fork_generation();  // so that its handlers are there before it is asked with a mutex of SQLite held
  sqlite3_initialize();
  sqlite3_vfs* vfs = sqlite3_vfs_find("unix");
  assert(vfs != nullptr && vfs->iVersion >= 3);
  vfs->xSetSystemCall(vfs, "fstat", reinterpret_cast<sqlite3_syscall_ptr>(fstat_here));
  vfs->xSetSystemCall(vfs, "stat", reinterpret_cast<sqlite3_syscall_ptr>(stat_here));
  [[maybe_unused]] const int registered = ::pthread_atfork(before_fork, after_fork, after_fork);
  assert(registered == 0);
}

// While the program or module is loaded. At the first opening it would be too late: a child that is forked by another
// thread meanwhile would wait for ever for that opening, which nobody in it carries on.
[[maybe_unused]] const bool kInstalled = (install(), true);

}  // namespace

void guard_forks() {}  // whoever calls it has this file linked

}  // namespace onduty::store
