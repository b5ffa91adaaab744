#include "store/backup.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "store/temporary_file.h"

namespace onduty::store {
namespace {

namespace fs = std::filesystem;

constexpr int kStepPages = 256;  // a megabyte at 4 KiB a page
constexpr unsigned kModeMask = 0666;

Error refuse_path(std::string reason) {
  ParamErrors refused;
  refused.add("path", std::move(reason));
  return Error::invalid_params(std::move(refused));
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error)) return true;
  const fs::path real = fs::weakly_canonical(a, error);
  return !error && real == fs::weakly_canonical(b, error);
}

// A backup must not take the place of something that is in use: neither of the database's own files, nor of another
// database.
std::optional<Error> target_problem(const std::string& database, const std::string& path, bool overwrite) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
    if (is_same_file(path, database + suffix)) return refuse_path(path + " belongs to the database itself");
  }
  if (fs::is_directory(path, ignored)) return refuse_path(path + " is a directory; name a file in it");
  if (!overwrite && fs::exists(path, ignored)) return file_exists(path);
  for (const char* suffix : {"-wal", "-journal"}) {
    if (!fs::exists(path + suffix, ignored)) continue;
    return refuse_path("there is " + path + suffix + ": a program has " + path +
                       " open as a database, or did not close it; choose another name");
  }
  return std::nullopt;
}

Error backup_failed(int code, const std::string& path, const Connection& target) {
  const bool is_full = (code & 0xff) == SQLITE_FULL;
  return Error::with_message(
      is_full ? ErrorCode::kStorageFull : ErrorCode::kStorageUnavailable,
      "The backup to " + path + " failed (" + sqlite3_errmsg(target.handle()) + "); nothing is left of it.");
}

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Result<void> copy_pages(Connection& source, Connection& target, const std::string& path, const BackupOptions& options) {
  const std::int64_t page_size = source.query_integer("PRAGMA page_size").value_or(0);
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
  if (backup == nullptr) return backup_failed(sqlite3_errcode(target.handle()), path, target);
  for (int code = SQLITE_OK; code != SQLITE_DONE;) {
    code = sqlite3_backup_step(backup.get(), kStepPages);
    if (code != SQLITE_OK && code != SQLITE_DONE) return backup_failed(code, path, target);
    const std::int64_t total = sqlite3_backup_pagecount(backup.get());
    const std::int64_t done = total - sqlite3_backup_remaining(backup.get());
    if (options.progress && !options.progress(done * page_size, total * page_size)) {
      return Error::with_message(ErrorCode::kClosed, "The backup was stopped; nothing is left of it.");
    }
  }
  return {};
}

// As a file of its own, that also opens where nothing can be written beside it.
void leave_log_mode(Connection& target) {
  target.execute("PRAGMA locking_mode = EXCLUSIVE");
  target.query_text("PRAGMA journal_mode = DELETE");
}

// A damaged database must not take the place of the last good backup.
Result<void> check_copy(Connection& target) {
  const std::string verdict = target.query_text("PRAGMA quick_check(1)");
  if (!target.failure() && verdict == "ok") return {};
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "The database is damaged, and no backup of it was made; 'onduty check' tells more. (" +
                                 (target.failure() ? target.failure()->message : verdict) + ")");
}

Result<void> copy_to(const std::string& name, Connection& source, const std::string& path,
                     const BackupOptions& options) {
  auto opened = Connection::open(name, Connection::Mode::kUnshared);
  if (!opened.ok()) return std::move(opened).error();
  Connection& target = *opened.value();
  target.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");  // it is synced when it is whole
  if (auto copied = copy_pages(source, target, path, options); !copied.ok()) return copied;
  leave_log_mode(target);
  return check_copy(target);
}

unsigned mode_of(const std::string& path) {
  struct stat found{};
  return ::stat(path.c_str(), &found) == 0 ? found.st_mode & kModeMask : 0600;
}

}  // namespace

Result<BackupReport> back_up(Connection& source, const std::string& path, const BackupOptions& options) {
  source.query_integer("SELECT count(*) FROM sqlite_schema");  // fixes the state that is copied
  if (source.failure()) return *source.failure();
  const std::string database = sqlite3_db_filename(source.handle(), "main");
  if (auto problem = target_problem(database, path, options.overwrite)) return *std::move(problem);
  auto file = TemporaryFile::beside(path, mode_of(database));
  if (!file.ok()) return std::move(file).error();
  if (auto copied = copy_to(file.value().name(), source, path, options); !copied.ok()) return std::move(copied).error();
  const BackupReport report{file.value().size()};
  if (auto named = file.value().name_it(path, options.overwrite); !named.ok()) return std::move(named).error();
  return report;
}

}  // namespace onduty::store
