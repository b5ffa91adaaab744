// onduty: who is on duty, now and at any time before.
//
// Start here. A database is one SQLite file; it needs no server.
//
//   auto opened = onduty::Database::open("onduty.db");
//   if (!opened) return fail(opened.error().message);
//   onduty::Database db = std::move(opened).value();
//
//   auto acme = db.account("acme");                       // kAccountNotFound when there is none
//   onduty::StatusRequest request;
//   request.user = *onduty::Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
//   request.update.available = false;
//   auto change = acme.value().update_status(request);    // on disk when this returns
//   if (change && change.value().changed) …
//
//   request.user = onduty::Uuid();                         // nobody
//   auto failed = acme.value().update_status(request);
//   failed.error().code == onduty::ErrorCode::kUserNotFound;
//
// Headers: account.h (users and their statuses), status.h, contact.h, user.h, team.h and catalogue.h (the values),
// page.h (lists), directory.h (import), error.h and result.h (failures), uuid.h and instant.h (leafs).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/account.h"
#include "onduty/api_key.h"
#include "onduty/backup.h"
#include "onduty/check.h"
#include "onduty/directory.h"
#include "onduty/result.h"

namespace onduty {

struct OpenOptions {
  bool create = true;             // Make the file when there is none.
  std::size_t queue_max = 10000;  // Updates that may wait for the writer; more are refused with kOverloaded.
  // Milliseconds since 1970 (UTC); empty for the system's clock. Called by one thread at a time.
  std::function<std::int64_t()> clock;
  // Asked now and then by open(), in its thread, while it waits for other processes that write; false gives up with
  // kClosed. Empty: it waits, for 10 seconds at most.
  std::function<bool()> keep_waiting;
};

// Whether the database can take writes, and what its keeper should know.
struct Readiness {
  bool can_write = false;
  std::string problem;                // when it cannot
  std::vector<std::string> warnings;  // such as a history that is ahead of the clock (U11)

  friend bool operator==(const Readiness&, const Readiness&) = default;
};

// Versions of what this build was made of.
struct BuildInfo {
  std::string onduty;
  std::string compiler;
  std::string sqlite;
  std::string sqlite_source_id;
  std::string simdjson;
  std::string libsodium;
  std::string utf8proc;
};

BuildInfo build_info();

// Thread rule: safe to use from any thread; moving from it or destroying it while another thread calls it is not.
// Fork rule: in a child of fork(), calls fail with kForked, and closing and destroying only let go (L6). The child may
// open the file anew.
class Database {
 public:
  // Opens the file at `path`, bringing an older version's up to date. Several processes may have it open at once.
  // When it fails, the path is as it was, but for the lock file beside it. Errors: kIncompatibleDatabase, kStorageFull,
  // kOverloaded, kStorageUnavailable (also: the file is on a network file system).
  static Result<Database> open(const std::string& path, const OpenOptions& options);
  static Result<Database> open(const std::string& path) { return open(path, OpenOptions{}); }

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  Database(const Database&) = delete;  // Open the file again instead, or share this one.
  Database& operator=(const Database&) = delete;
  ~Database();  // close()

  const std::string& path() const;

  // Error: kAccountNotFound.
  Result<Account> account(std::string_view name) const;
  // The account, where there is just one. Error: kAccountNotFound, whose message names those that there are.
  Result<Account> sole_account() const;
  // The key's account, without a look-up.
  Account account_of(const ApiKey& key) const;
  // The names of all accounts, in order.
  Result<std::vector<std::string>> accounts() const;

  // Finds the key that a client showed. Error: kUnauthorized, the same for every cause.
  Result<ApiKey> authenticate(std::string_view secret) const;

  // The same where the key is in memory, and still good as of the last commit of any process; never waits for the disk.
  std::optional<ApiKey> authenticate_if_known(std::string_view secret) const;

  // Runs `task`, such as a read, on a thread of the database's. Errors, with which it will not run: kOverloaded,
  // kClosed, kForked.
  Result<void> run_in_background(std::function<void()> task) const;

  // Called exactly once, from the thread that finished the import: be brief, and do not call the library.
  using ImportDone = std::function<void(Result<ImportReport>)>;

  // Applies one directory document, or nothing of it (I2). `json` is its text.
  // Errors: kMalformedJson, kInvalidParams (every problem, by JSON pointer).
  Result<ImportReport> import_directory(std::string_view json, const ImportOptions& options);

  // The same; reads the document before it returns, and does not wait for the rest.
  void import_directory_async(std::string_view json, const ImportOptions& options, ImportDone done);

  // Copies the database to `path` while it is in use: one file, whole and on disk when this returns, which holds
  // everything that was acknowledged before. Also the way to look at the data with other tools. Errors: kInvalidParams
  // (there is a file already), kStorageFull, kStorageUnavailable, kClosed (it was stopped).
  Result<BackupReport> backup(const std::string& path, const BackupOptions& options) const;

  // Reads everything, for what is not as it should be. Error: kClosed (it was stopped).
  Result<CheckReport> check(const CheckOptions& options) const;

  // Whether an update would be taken now. Reads only.
  Readiness readiness() const;

  // How many writes wait for the writer now, of the OpenOptions::queue_max that may. Does not block.
  std::size_t queue_length() const;

  // Finishes what was accepted, brings the log into the file and lets go. Later calls fail with kClosed. Idempotent.
  void close();
  // The same, and asks now and then, in the caller's thread, whether there is time for it: false has what was not begun
  // answered with kClosed, and ends without waiting for other processes.
  void close(const std::function<bool()>& keep_waiting);
  bool is_closed() const;
  // Whether this process is a child, by fork(), of the one that opened the database.
  bool is_forked() const;

 private:
  explicit Database(std::shared_ptr<engine::Core> core);
  std::shared_ptr<engine::Core> core_;
};

}  // namespace onduty
