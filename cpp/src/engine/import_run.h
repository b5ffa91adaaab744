// What the steps of one import share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/directory.h"
#include "domain/document_place.h"
#include "domain/text_map.h"
#include "onduty/directory.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/connection.h"

namespace onduty::engine {

enum class ImportOutcome { kCreated, kChanged, kUnchanged, kRemoved };

// Thread rule: one thread at a time. The arguments must outlive it.
class ImportRun {
 public:
  ImportRun(store::Connection& connection, const domain::Directory& directory, const ImportOptions& options,
            Instant now);
  ImportRun(const ImportRun&) = delete;  // The steps refer to it.
  ImportRun& operator=(const ImportRun&) = delete;

  store::Connection& connection() { return connection_; }
  const domain::Directory& directory() const { return directory_; }
  bool overwrites_state() const { return options_.overwrite_state; }
  Instant now() const { return now_; }
  ImportReport& report() { return report_; }

  // Notes what is wrong with the document. The import goes on, to find the rest, and fails in the end. Nothing is added
  // where the reader of the document has refused the value already: what is missing then follows from that.
  void refuse(const domain::DocumentPlace& place, std::string_view reason);
  // The same, for a value that names something in `list`, and does not find it there. Where that list could not be
  // read, nobody knows what it would have held.
  void refuse_reference(const domain::DocumentPlace& place, std::string_view list, std::string_view reason);
  // Whether the reader has refused the value there, or one within it.
  bool is_refused_within(const domain::DocumentPlace& place) const;
  // The same, for an instant that lies ahead.
  void refuse_future(const domain::DocumentPlace& place, const std::optional<Instant>& instant);
  void note(std::string text) { report_.notes.push_back(std::move(text)); }

  // False when the import is to stop before it has begun.
  bool begin();
  // Counts one more entry as done. False when the import is to stop.
  bool advance();
  bool is_stopped() const { return stopped_; }
  static void count(ImportCounts& counts, ImportOutcome outcome);

  // Remembers that the entry under way gets another value under `key` of the document, if it `differs`.
  void change_key(const char* key, bool differs);
  // Counts the entry that was under way, which people know by `name`, and lists it where this is a dry run.
  void settle(ImportCounts& counts, ImportOutcome outcome, const domain::DocumentPlace& entry, std::string_view name);
  // The same for one that stays as it is because it was revoked or destroyed (I4); `why` is a note for the report.
  void settle_as_left(ImportCounts& counts, const domain::DocumentPlace& entry, std::string_view name, std::string why);
  // Lists the account itself, which is counted with nothing, where this is a dry run.
  void list_account(const char* what);

  // Something was written that processes keep copies of: anything but statuses and contacts.
  void change_catalogue() { catalogue_changed_ = true; }

  // What came of it. REQUIRES: every step has run, or was stopped.
  Result<ImportReport> finish() &&;

 private:
  bool tell_progress();
  void list(const domain::DocumentPlace& entry, const char* what, std::string_view name);

  store::Connection& connection_;
  const domain::Directory& directory_;
  const ImportOptions& options_;
  const Instant now_;
  const std::int64_t total_;
  const domain::TextSet refused_within_;  // pointers of all that holds a value which the reader refused
  std::int64_t done_ = 0;
  bool stopped_ = false;
  bool catalogue_changed_ = false;
  ParamErrors problems_;
  ImportReport report_;
  std::vector<std::string> changed_keys_;  // of the entry under way, in a dry run
};

}  // namespace onduty::engine
