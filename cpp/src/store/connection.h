// SQLite connections and prepared statements.
//
// Failures are sticky: the first one is kept by the connection, later statements on it do nothing and return no rows,
// and whoever opened the transaction asks failure() once before believing anything that was read or committing anything
// that was written (Session does, in one place). So the code between can be straight.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/uuid.h"
#include "store/file_guard.h"
#include "store/held_files.h"
#include "store/log_room.h"

struct sqlite3;
struct sqlite3_stmt;

namespace onduty::store {

// Thread rule: one thread at a time.
class Connection {
 public:
  // kUnshared is for a file that nobody else knows of yet: it takes no locks, which not every file system has.
  // kImmutable looks at a file without locks, log or anything made beside it: what others write meanwhile may be
  // missed.
  enum class Mode { kReadOnly, kReadWrite, kCreate, kUnshared, kImmutable };

  static Result<std::unique_ptr<Connection>> open(const std::string& path, Mode mode);
  Connection(const Connection&) = delete;  // A statement belongs to its connection.
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Runs SQL of one or more statements, ignoring rows.
  void execute(const char* sql);
  // The first column of the first row; nothing without a row or after a failure.
  std::optional<std::int64_t> query_integer(const char* sql);
  std::string query_text(const char* sql);

  std::int64_t last_insert_id() const;
  std::int64_t changed_rows() const;  // by the last statement
  bool in_transaction() const;
  bool is_read_only() const;  // also of a file that may not be written

  // Pages in the write-ahead log after this connection's last commit; they are for a checkpoint to bring into the file.
  int log_pages() const { return log_pages_; }
  // Makes room in the log for the commits to come. REQUIRES: in a write transaction.
  void make_room_in_log();
  // Brings the log into the file as far as readers allow; `truncate` waits for them and empties it.
  void checkpoint(bool truncate);

  // Keeps others from taking the database for one that nobody has open. From now on until it closes.
  void guard(FileGuard guard) { guard_.emplace(std::move(guard)); }

  // From now on the files have to stay in place. While they do not, checkpoints fail, and closing leaves the disk
  // alone: both would mix what this connection has open with what is under the names now.
  void hold(HeldFiles files) { files_ = std::move(files); }
  const std::optional<HeldFiles>& files() const { return files_; }
  bool has_its_files() const { return !files_ || files_->in_place(); }
  // Fails when the files are not in place. `written` is what can have become of the change.
  enum class Written { kNothing, kUnknown };
  void expect_files(Written written);
  // Closing leaves the log as it is, also where nobody else has the database open.
  void leave_log();

  // From now on, long statements ask now and then whether to go on; false fails them with kClosed. Empty: no question.
  void interrupt_unless(std::function<bool()> keep_going);

  // The first failure since the last clear_failure().
  const std::optional<Error>& failure() const { return failure_; }
  // True when that failure was a sync or a write of the log, or files that were replaced: nobody knows what the disk
  // holds.
  bool outcome_unknown() const { return outcome_unknown_; }
  void clear_failure();

  sqlite3* handle() const { return handle_; }
  void note_failure(int sqlite_code);

 private:
  explicit Connection(sqlite3* handle) : handle_(handle) {}

  sqlite3* handle_;
  std::optional<FileGuard> guard_;
  std::optional<HeldFiles> files_;
  std::function<bool()> keep_going_;
  std::optional<Error> failure_;
  bool outcome_unknown_ = false;
  int log_pages_ = 0;
  std::optional<LogRoom> log_room_;  // once it was asked for
};

// Bytes to bind as a BLOB.
struct Blob {
  std::string_view bytes;
};

// A prepared statement, for the connection's life. Bind from 1, read columns from 0.
//
//   Statement find(connection, "SELECT name FROM team WHERE id = ?");
//   find.bind(1, id);
//   if (find.step()) use(find.text(0));
//   find.reset();
//
// Query::… below resets by itself and is what most code uses.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  Statement(const Statement&) = delete;  // Prepare it again instead.
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  void bind_null(int index);
  void bind(int index, std::int64_t value);
  void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, Instant value) { bind(index, value.ms); }
  // Text, bytes and uuids are not copied: they must live until reset().
  void bind(int index, std::string_view text);
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const char* text) { bind(index, std::string_view(text)); }
  void bind(int index, const Uuid& uuid);
  void bind(int index, Blob blob);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    value ? bind(index, *value) : bind_null(index);
  }

  // True when there is a row to read; false at the end and after a failure.
  bool step();
  void reset();  // also forgets what was bound

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  Instant instant(int column) const { return Instant{integer(column)}; }
  std::string text(int column) const;
  std::string blob(int column) const;
  Uuid uuid(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  Connection& connection_;
  sqlite3_stmt* statement_ = nullptr;
};

// One run of a prepared statement: binds at construction, resets at destruction.
//
//   for (Query rows(find_members_, team_id); rows.next();) use(rows->text(0));
class Query {
 public:
  template <class... Values>
  explicit Query(Statement& statement, const Values&... values) : statement_(statement) {
    int index = 0;
    (statement_.bind(++index, values), ...);
  }
  Query(const Query&) = delete;  // A statement runs once at a time.
  Query& operator=(const Query&) = delete;
  ~Query() { statement_.reset(); }

  bool next() { return statement_.step(); }
  const Statement* operator->() const { return &statement_; }

 private:
  Statement& statement_;
};

// Runs a statement that gives no rows.
template <class... Values>
void run(Statement& statement, const Values&... values) {
  Query(statement, values...).next();
}

}  // namespace onduty::store
