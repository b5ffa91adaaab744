#include "store/database_file.h"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "store/schema.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

constexpr long kCifsMagic = static_cast<long>(0xff534d42);  // linux/magic.h of Debian 12 has no name for it
constexpr long kSmb2Magic = static_cast<long>(0xfe534d42);
constexpr std::array<long, 5> kNetworkFileSystems{NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, AFS_SUPER_MAGIC, kCifsMagic,
                                                  kSmb2Magic};

Error unavailable(const std::string& path, const std::string& why) {
  return Error::with_message(ErrorCode::kStorageUnavailable, "Cannot open " + path + " (" + why + ").");
}

bool is_on_network(const fs::path& directory) {
  struct statfs found{};
  if (::statfs(directory.c_str(), &found) != 0) return false;
  return std::find(kNetworkFileSystems.begin(), kNetworkFileSystems.end(), static_cast<long>(found.f_type)) !=
         kNetworkFileSystems.end();
}

// Holds the process lock for a scope.
class LockHeld {
 public:
  explicit LockHeld(ProcessLock& lock) : lock_(lock) {}
  LockHeld(const LockHeld&) = delete;
  LockHeld& operator=(const LockHeld&) = delete;
  ~LockHeld() { lock_.release(); }

 private:
  ProcessLock& lock_;
};

Error incompatible(const std::string& path, const std::string& why) {
  return Error::with_message(ErrorCode::kIncompatibleDatabase, path + " " + why);
}

Result<void> set_durable(Connection& connection, const std::string& path) {
  if (connection.query_text("PRAGMA journal_mode = WAL") != "wal") {
    if (connection.failure()) return *connection.failure();
    return unavailable(path, "its file system does not support a write-ahead log");
  }
  connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  constexpr std::int64_t kFull = 2;
  if (connection.query_integer("PRAGMA synchronous") != kFull) {
    return unavailable(path, "this build of SQLite does not sync every commit");
  }
  return {};
}

// Transactions that change many users at random touch as many pages. Those that the cache has no room for are written
// to the log in the middle of it, and read and written again.
void take_memory(Connection& connection) {
  connection.execute("PRAGMA cache_size = -65536");  // KiB, of which it takes what it needs
}

bool is_empty(Connection& connection) { return connection.query_integer("SELECT count(*) FROM sqlite_schema") == 0; }

void create_schema(Connection& connection) {
  connection.execute("BEGIN IMMEDIATE");
  connection.execute(kSchemaVersion1);
  connection.execute(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  connection.execute(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  connection.execute("COMMIT");
}

enum class Content { kOurs, kNothing };

// What the file holds, where that can be opened. Changes nothing: not of a foreign file, and not of an empty one that
// is not to become a database.
Result<Content> content_of(Connection& connection, const std::string& path, bool create) {
  const auto application_id = connection.query_integer("PRAGMA application_id");
  const auto version = connection.query_integer("PRAGMA user_version");
  const bool empty = application_id == 0 && version == 0 && is_empty(connection);
  if (const auto& failure = connection.failure()) {
    const bool is_foreign = failure->code == ErrorCode::kIncompatibleDatabase;
    return is_foreign ? incompatible(path, "is not a database.") : *failure;
  }
  if (application_id == kApplicationId && version == kSchemaVersion) return Content::kOurs;
  if (application_id == kApplicationId) {
    return incompatible(path, "was written by a newer onduty (schema " + std::to_string(version.value_or(0)) +
                                  "; this one knows " + std::to_string(kSchemaVersion) + "). Use that one.");
  }
  if (empty && create) return Content::kNothing;
  return incompatible(path, empty ? "is empty, and not an onduty database." : "is not an onduty database.");
}

// A file that was absent or empty, for when it cannot become a database. REQUIRES: the process lock is held.
class Unmade {
 public:
  explicit Unmade(std::string path) : path_(std::move(path)) {
    std::error_code error;
    absent_ = !fs::exists(path_, error);
    empty_ = !absent_ && fs::file_size(path_, error) == 0 && !error;
  }
  bool was_nothing() const { return absent_ || empty_; }
  void restore() const {
    if (!was_nothing()) return;
    std::error_code ignored;
    for (const char* suffix : {"-wal", "-shm", "-journal"}) fs::remove(path_ + suffix, ignored);
    if (absent_) {
      fs::remove(path_, ignored);
    } else {
      fs::resize_file(path_, 0, ignored);
    }
  }

 private:
  const std::string path_;
  bool absent_ = false;
  bool empty_ = false;
};

// REQUIRES: the process lock is held.
Result<std::unique_ptr<Connection>> open_locked(const std::string& path, bool create) {
  auto opened = Connection::open(path, create ? Connection::Mode::kCreate : Connection::Mode::kReadWrite);
  if (!opened.ok()) return opened;
  Connection& connection = *opened.value();
  // First of all, so that no foreign file is changed; WAL after it, since that writes to the file.
  const auto content = content_of(connection, path, create);
  if (!content.ok()) return content.error();
  if (connection.is_read_only()) return unavailable(path, "it may not be written by this user");
  if (auto set = set_durable(connection, path); !set.ok()) return set.error();
  take_memory(connection);
  if (content.value() == Content::kNothing) create_schema(connection);
  connection.query_integer("PRAGMA schema_version");  // which has the log opened
  if (connection.failure()) return *connection.failure();
  auto files = HeldFiles::of(path);
  if (!files) return unavailable(path, "it or its log was removed while it was being opened");
  connection.hold(std::move(*files));
  auto guard = FileGuard::over(path);
  if (!guard.ok()) return std::move(guard).error();
  connection.guard(std::move(guard).value());
  return opened;
}

}  // namespace

Result<std::string> resolve_path(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
  if (path.find('\0') != std::string::npos)
    return unavailable(path.substr(0, path.find('\0')), "the path holds a NUL character");
  if (error || path.empty()) return unavailable(path, path.empty() ? "no path" : error.message());
  if (!fs::is_directory(absolute.parent_path(), error)) {
    return unavailable(path, "there is no directory " + absolute.parent_path().string());
  }
  if (fs::is_directory(absolute, error)) return unavailable(path, "it is a directory");
  if (is_on_network(absolute.parent_path())) {
    return unavailable(path, "it is on a network file system, where locks cannot be relied on");
  }
  struct stat found{};
  if (::stat(absolute.c_str(), &found) == 0 && found.st_nlink > 1) {
    return unavailable(path, "it has several hard links, so that processes could lock it under different names");
  }
  return absolute.string();
}

Result<void> refuse_foreign(const std::string& path, bool create) {
  std::error_code error;
  // With a lock file there is nothing to leave, and with a log the file alone does not tell.
  if (!fs::exists(path, error) || fs::exists(path + "-lock", error) || fs::exists(path + "-wal", error)) return {};
  auto opened = Connection::open(path, Connection::Mode::kImmutable);
  if (!opened.ok()) return {};
  const auto content = content_of(*opened.value(), path, create);
  if (!content.ok() && content.error().code == ErrorCode::kIncompatibleDatabase) return content.error();
  return {};
}

Result<std::unique_ptr<Connection>> open_writer(const std::string& path, bool create, ProcessLock& lock,
                                                const ProcessLock::KeepWaiting& keep_waiting) {
  if (auto acquired = lock.acquire(kLockTimeout, keep_waiting); !acquired.ok()) return acquired.error();
  const LockHeld held(lock);
  const Unmade unmade(path);
  auto opened = open_locked(path, create);
  if (opened.ok() || !create) return opened;
  unmade.restore();
  if (opened.error().code != ErrorCode::kStorageFull || !unmade.was_nothing()) return opened;
  return Error::with_message(ErrorCode::kStorageFull, "Cannot make " + path + ": the disk is full.");
}

Result<std::unique_ptr<Connection>> open_reader(const std::string& path) {
  auto opened = Connection::open(path, Connection::Mode::kReadOnly);
  if (!opened.ok()) return opened;
  Connection& connection = *opened.value();
  connection.query_integer("PRAGMA schema_version");  // a first read, which opens the log
  connection.execute("PRAGMA query_only = ON");
  if (connection.failure()) return *connection.failure();
  auto guard = FileGuard::over(path);
  if (!guard.ok()) return std::move(guard).error();
  connection.guard(std::move(guard).value());
  return opened;
}

}  // namespace onduty::store
