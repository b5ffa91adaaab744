// Bringing the past along: changes of statuses that happened elsewhere (Q7).
//
//   HistoryImport import = account.start_history_import();
//   while (read(bytes)) import.add(bytes);                     // JSON, an entry a line
//   auto report = import.finish({});                           // all of it, or nothing
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "onduty/result.h"

namespace onduty {

namespace engine {
class Core;
}

struct HistoryImportOptions {
  bool dry_run = false;  // Say what would be written, and write nothing.
  // Called now and then from the thread that works, with entries done and entries in all; false stops the import, which
  // then changes nothing. May be empty.
  std::function<bool(std::int64_t done, std::int64_t total)> progress;
};

// What an import did, or with dry_run would do.
struct HistoryImportReport {
  bool dry_run = false;
  std::int64_t changed = 0;                // entries that are in the history now
  std::int64_t unchanged = 0;              // entries that changed nothing: everything was so already (U2)
  std::int64_t users = 0;                  // whose history has become longer
  std::optional<std::int64_t> change_set;  // that the entries belong to, if there are any

  friend bool operator==(const HistoryImportReport&, const HistoryImportReport&) = default;
};

// Thread rule: one thread at a time.
class HistoryImport {
 public:
  using Done = std::function<void(Result<HistoryImportReport>)>;

  HistoryImport(std::shared_ptr<engine::Core> core, std::int64_t account_id);
  HistoryImport(HistoryImport&&) noexcept;
  HistoryImport& operator=(HistoryImport&&) noexcept;
  ~HistoryImport();

  // Takes a part of the lines, which need not end where a line does. Reads it, and writes nothing yet.
  void add(std::string_view bytes);

  // Writes what was added, in one transaction. Call it once, after the last part.
  // Errors: kInvalidParams (what is wrong, by the numbers of the lines), kClosed (it was stopped), and those of
  // Account::update_status.
  Result<HistoryImportReport> finish(HistoryImportOptions options);
  // The same without waiting. `done` is called exactly once, from the thread that finished: be brief, and do not call
  // the library.
  void finish_async(HistoryImportOptions options, Done done);

 private:
  class Reader;

  std::shared_ptr<engine::Core> core_;
  std::int64_t account_id_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace onduty
