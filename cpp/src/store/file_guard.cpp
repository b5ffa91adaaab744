#include "store/file_guard.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <list>
#include <utility>

#include "base/mutex.h"

namespace onduty::store {

// The files of one database, as this process has them open for its guards.
struct GuardedFile {
  dev_t device = 0;
  ino_t inode = 0;
  int database = -1;
  int memory = -1;
  int guards = 0;
  int lifted = 0;  // of those
};

namespace {

// Where SQLite's locks are: whoever has the database open holds these. They are part of its file format
// (https://www.sqlite.org/fileformat2.html#the_lock_byte_page, https://www.sqlite.org/walformat.html#wal_locks).
constexpr off_t kOpenByte = 0x40000002;
constexpr off_t kOpenSize = 510;
constexpr off_t kMemoryByte = 128;
constexpr off_t kMemorySize = 1;

struct flock lock_of(short type, off_t start, off_t size) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = start;
  lock.l_len = size;
  return lock;
}

bool set_lock(int descriptor, short type, off_t start, off_t size) {
  struct flock lock = lock_of(type, start, size);
  return ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

// By other descriptors of this process or in other processes, which cannot be told apart.
bool is_locked_by_others(int descriptor, off_t start, off_t size) {
  struct flock lock = lock_of(F_WRLCK, start, size);
  return ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

bool is_open_by_others(const GuardedFile& file) {
  return is_locked_by_others(file.database, kOpenByte, kOpenSize) ||
         is_locked_by_others(file.memory, kMemoryByte, kMemorySize);
}

bool set_locks(const GuardedFile& file, short type) {
  return set_lock(file.database, type, kOpenByte, kOpenSize) && set_lock(file.memory, type, kMemoryByte, kMemorySize);
}

Error cannot_lock(const std::string& path) {
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "Cannot lock " + path + " and its -shm (" + std::strerror(errno) + ").");
}

class GuardedFiles {
 public:
  Result<GuardedFile*> take(const std::string& path) ONDUTY_EXCLUDES(mutex_) {
    const base::MutexLock held(mutex_);
    GuardedFile* file = find_or_open(path);
    if (file == nullptr) return cannot_lock(path);
    if (file->guards == file->lifted && !set_locks(*file, F_RDLCK)) {
      Error error = cannot_lock(path);
      close_unused();
      return error;
    }
    ++file->guards;
    return file;
  }

  void lift(GuardedFile& file) ONDUTY_EXCLUDES(mutex_) {
    const base::MutexLock held(mutex_);
    if (++file.lifted == file.guards) set_locks(file, F_UNLCK);
  }

  void give_back(GuardedFile& file, bool is_lifted) ONDUTY_EXCLUDES(mutex_) {
    const base::MutexLock held(mutex_);
    --file.guards;
    if (is_lifted) --file.lifted;
    close_unused();
  }

  // Held over a fork, so that a child finds the list whole.
  void before_fork() ONDUTY_NO_THREAD_SAFETY_ANALYSIS { mutex_.lock(); }
  void after_fork_in_parent() ONDUTY_NO_THREAD_SAFETY_ANALYSIS { mutex_.unlock(); }
  void after_fork_in_child() ONDUTY_NO_THREAD_SAFETY_ANALYSIS {
    files_.clear();  // whose descriptors the child has closed (base/fork.h)
    mutex_.unlock();
  }

 private:
  // Null and errno when it cannot be opened.
  GuardedFile* find_or_open(const std::string& path) ONDUTY_REQUIRES(mutex_) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0) return nullptr;
    for (GuardedFile& file : files_) {
      if (file.device == found.st_dev && file.inode == found.st_ino) return &file;
    }
    const int database = base::open_unshared(path, O_RDONLY, 0);
    const int memory = database < 0 ? -1 : base::open_unshared(path + "-shm", O_RDONLY, 0);
    files_.push_back({found.st_dev, found.st_ino, database, memory, 0, 0});
    if (memory >= 0) return &files_.back();
    const int error = errno;
    close_unused();
    errno = error;
    return nullptr;
  }

  void close_unused() ONDUTY_REQUIRES(mutex_) {
    files_.remove_if([](const GuardedFile& file) {
      if (file.guards > 0) return false;
      set_locks(file, F_UNLCK);
      if (is_open_by_others(file)) return false;
      for (const int descriptor : {file.database, file.memory}) {
        if (descriptor >= 0) base::close_unshared(descriptor);
      }
      return true;
    });
  }

  base::Mutex mutex_;
  std::list<GuardedFile> files_ ONDUTY_GUARDED_BY(mutex_);
};

GuardedFiles& guarded_files() {
  static GuardedFiles files;
  return files;
}

void watch_forks() {
  guarded_files();
  base::fork_generation();  // whose handlers come first, as its mutex is taken while ours is held
  [[maybe_unused]] static const int registered =
      ::pthread_atfork([] { guarded_files().before_fork(); }, [] { guarded_files().after_fork_in_parent(); },
                       [] { guarded_files().after_fork_in_child(); });
  assert(registered == 0);
}

}  // namespace

Result<FileGuard> FileGuard::over(const std::string& path) {
  watch_forks();
  auto file = guarded_files().take(path);
  if (!file.ok()) return std::move(file).error();
  return FileGuard(file.value());
}

FileGuard::FileGuard(FileGuard&& other) noexcept
    : birth_(other.birth_), file_(std::exchange(other.file_, nullptr)), is_lifted_(other.is_lifted_) {}

FileGuard::~FileGuard() {
  if (file_ != nullptr && !birth_.is_forked()) guarded_files().give_back(*file_, is_lifted_);
}

void FileGuard::lift() {
  if (birth_.is_forked()) return;
  is_lifted_ = true;
  guarded_files().lift(*file_);
}

}  // namespace onduty::store
