#include "store/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

#include "store/fork_guard.h"

namespace onduty::store {
namespace {

// How long to wait for a writer that does not take the process lock, such as the sqlite3 shell.
constexpr int kBusyTimeoutMs = 5000;

// The low byte is the primary result code.
int primary_code(int code) { return code & 0xff; }

bool is_lost_write(int code) {
  return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC || code == SQLITE_IOERR_WRITE ||
         code == SQLITE_IOERR_TRUNCATE;
}

Error error_of(int code, const char* detail) {
  // The log's index cannot grow: the one reason is the disk.
  if (code == SQLITE_IOERR_SHMSIZE) return Error::of(ErrorCode::kStorageFull);
  switch (primary_code(code)) {
    case SQLITE_FULL:
      return Error::of(ErrorCode::kStorageFull);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error::with_message(ErrorCode::kOverloaded, "Another process is writing; nothing was written. Try again.");
    case SQLITE_NOTADB:
      return Error::with_message(ErrorCode::kIncompatibleDatabase, "The file is not a database.");
    case SQLITE_INTERRUPT:
      return Error::with_message(ErrorCode::kClosed, "It was stopped before its end.");
    case SQLITE_CORRUPT:
      return Error::with_message(
          ErrorCode::kStorageUnavailable,
          "The database file is damaged (" + std::string(detail) + "). Put a backup in its place.");
    default:
      break;
  }
  std::string message = "The database cannot be read or written (" + std::string(detail) + ").";
  if (is_lost_write(code)) message += " Whether the change is on disk is unknown.";
  return Error::with_message(ErrorCode::kStorageUnavailable, std::move(message));
}

int open_flags(Connection::Mode mode) {
  switch (mode) {
    case Connection::Mode::kReadOnly:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case Connection::Mode::kImmutable:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    case Connection::Mode::kReadWrite:
    case Connection::Mode::kUnshared:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case Connection::Mode::kCreate:
      break;
  }
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
}

// Null is the usual one.
const char* vfs_name(Connection::Mode mode) { return mode == Connection::Mode::kUnshared ? "unix-none" : nullptr; }

// The path as SQLite takes it: where it has to say more than the path, as a URI.
std::string name_of(const std::string& path, Connection::Mode mode) {
  if (mode != Connection::Mode::kImmutable) return path;
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char character : path) {
    if (character == '%' || character == '?' || character == '#') {
      uri += '%';
      uri += kHexDigits[static_cast<unsigned char>(character) / 16];
      uri += kHexDigits[static_cast<unsigned char>(character) % 16];
    } else {
      uri += character;
    }
  }
  return uri + "?immutable=1";
}

Error replaced_error(const HeldFiles& files, Connection::Written written) {
  std::string message =
      "The database file " + files.path() + " or its log was replaced or removed while it was open here. ";
  message +=
      written == Connection::Written::kNothing ? "Nothing was written." : "Whether the change is on disk is unknown.";
  message += " Find out who did it, and open the database again.";
  return Error::with_message(ErrorCode::kStorageUnavailable, std::move(message));
}

int note_log_pages(void* log_pages, sqlite3* /*handle*/, const char* /*schema*/, int pages) {
  *static_cast<int*>(log_pages) = pages;
  return SQLITE_OK;
}

// How many of SQLite's instructions lie between two questions: about a millisecond's work.
constexpr int kInterruptionSteps = 10'000;

int asks_to_stop(void* keep_going) { return (*static_cast<std::function<bool()>*>(keep_going))() ? 0 : 1; }

int as_size(std::string_view text) { return static_cast<int>(text.size()); }

// SQLite takes a null pointer for NULL, and an empty view may hold one.
const char* not_null(std::string_view text) { return text.data() == nullptr ? "" : text.data(); }

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Mode mode) {
  guard_forks();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name_of(path, mode).c_str(), &handle, open_flags(mode), vfs_name(mode));
  std::unique_ptr<Connection> connection(new Connection(handle));
  if (code == SQLITE_OK) {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    sqlite3_wal_hook(handle, note_log_pages, &connection->log_pages_);  // instead of checkpoints inside of commits
    return connection;
  }
  if (handle == nullptr) return error_of(code, sqlite3_errstr(code));
  return Error::with_message(ErrorCode::kStorageUnavailable,
                             "Cannot open " + path + " (" + sqlite3_errmsg(handle) + ").");
}

Connection::~Connection() {
  if (!has_its_files()) leave_log();
  if (guard_) guard_->lift();
  sqlite3_close_v2(handle_);
}

void Connection::execute(const char* sql) {
  if (failure_) return;
  if (const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) note_failure(code);
}

std::optional<std::int64_t> Connection::query_integer(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.optional_integer(0) : std::nullopt;
}

std::string Connection::query_text(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : std::string();
}

std::int64_t Connection::last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }

std::int64_t Connection::changed_rows() const { return sqlite3_changes64(handle_); }

bool Connection::is_read_only() const { return sqlite3_db_readonly(handle_, "main") == 1; }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void Connection::make_room_in_log() {
  if (!log_room_) {
    const auto page_size = query_integer("PRAGMA page_size");
    if (!page_size) return;
    log_room_.emplace(handle_, *page_size);
  }
  log_room_->make(log_pages_);
}

void Connection::checkpoint(bool truncate) {
  expect_files(Written::kNothing);
  if (failure_) return;
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  int pages = 0;
  int pages_done = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &pages, &pages_done);
  // Busy is no failure: a reader holds some pages back, and the next checkpoint brings them.
  if (code != SQLITE_OK && primary_code(code) != SQLITE_BUSY) note_failure(code);
  log_pages_ = pages - pages_done;
}

void Connection::expect_files(Written written) {
  if (failure_ || has_its_files()) return;
  failure_ = replaced_error(*files_, written);
  outcome_unknown_ = written == Written::kUnknown;
}

void Connection::interrupt_unless(std::function<bool()> keep_going) {
  keep_going_ = std::move(keep_going);
  sqlite3_progress_handler(handle_, keep_going_ ? kInterruptionSteps : 0, keep_going_ ? asks_to_stop : nullptr,
                           &keep_going_);
}

void Connection::leave_log() { sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

void Connection::clear_failure() {
  failure_.reset();
  outcome_unknown_ = false;
}

void Connection::note_failure(int sqlite_code) {
  if (failure_) return;
  failure_ = error_of(sqlite_code, sqlite3_errmsg(handle_));
  outcome_unknown_ = is_lost_write(sqlite_code);
}

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
  const int code = sqlite3_prepare_v3(connection.handle(), sql.data(), as_size(sql), SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr);
  if (code != SQLITE_OK) connection.note_failure(code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::bind_null(int index) { sqlite3_bind_null(statement_, index); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }

void Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text(statement_, index, not_null(text), as_size(text), SQLITE_STATIC);
}

void Statement::bind(int index, const Uuid& uuid) {
  sqlite3_bind_blob(statement_, index, uuid.bytes().data(), static_cast<int>(Uuid::kSize), SQLITE_STATIC);
}

void Statement::bind(int index, Blob blob) {
  sqlite3_bind_blob(statement_, index, not_null(blob.bytes), as_size(blob.bytes), SQLITE_STATIC);
}

bool Statement::step() {
  if (connection_.failure()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.note_failure(code);
  return false;
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::string Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

Uuid Statement::uuid(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  std::array<std::uint8_t, Uuid::kSize> copied{};
  if (bytes != nullptr && sqlite3_column_bytes(statement_, column) == static_cast<int>(Uuid::kSize)) {
    std::copy_n(bytes, Uuid::kSize, copied.begin());
  }
  return Uuid(copied);
}

std::optional<std::string> Statement::optional_text(int column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

}  // namespace onduty::store
