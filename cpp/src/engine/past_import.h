// Writing changes of the past (Q7).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/past_changes.h"
#include "domain/user_state.h"
#include "engine/bulk_write.h"
#include "onduty/history_import.h"
#include "store/past_entry_store.h"
#include "store/session.h"

namespace onduty::engine {

// Refers to everything that it is given. REQUIRES: in a write transaction, of which nothing is kept when it fails.
class PastImport {
 public:
  PastImport(store::Session& session, std::int64_t account_id, const domain::PastChanges& past,
             const HistoryImportOptions& options, Instant now);
  PastImport(const PastImport&) = delete;  // It is one transaction's.
  PastImport& operator=(const PastImport&) = delete;

  // Errors: kInvalidParams, which tells what is wrong by the lines, kClosed (it was stopped), and those of storage.
  Result<HistoryImportReport> carry_out();

 private:
  // A user whom the file names.
  struct Person {
    domain::UserState state;  // up to the line under way
    Uuid uuid;
    std::optional<Instant> last_line_at;    // of the file's last entry
    std::optional<Instant> last_stored_at;  // of the last change that was there before
    bool is_changed = false;
  };

  bool tell_progress(std::size_t done) const;
  bool writes() const { return !options_.dry_run && problems_.empty(); }
  // None where the account has no such user.
  Person* person_of(std::uint32_t user);
  Person* look_up(std::string_view uuid_or_email);
  void apply(const domain::PastChange& change);
  void decide(const domain::PastChange& change, Person& person);
  // Why the entry cannot stand where it does.
  std::optional<std::string> instant_problem(const domain::PastChange& change, const Person& person) const;
  void write(const domain::PastChange& change, const domain::UserState& before, const domain::UserState& after);
  // What the custom status was called at the instant, or first.
  std::optional<std::int64_t> name_at(const std::optional<std::int64_t>& custom_status_id, Instant at);
  std::int64_t ensure_change_set();
  Result<HistoryImportReport> finish();

  store::Session& session_;
  const std::int64_t account_id_;
  const domain::PastChanges& past_;
  const HistoryImportOptions& options_;
  const Instant now_;
  const RememberingCatalogue catalogue_;
  store::PastEntryStore store_;
  domain::LineProblems problems_;
  std::unordered_map<std::int64_t, Person> people_;   // by row id: a file may name one by uuid and by e-mail
  std::vector<std::optional<Person*>> people_named_;  // as past_.users, those that were looked up
  std::unordered_map<std::int64_t, std::vector<store::NameSince>> names_;
  std::optional<std::int64_t> change_set_id_;
  HistoryImportReport report_;
};

// The whole of it, or nothing. REQUIRES: in a write transaction. Errors: those of PastImport.
Result<HistoryImportReport> import_past(store::Session& session, std::int64_t account_id,
                                        const domain::PastChanges& past, const HistoryImportOptions& options,
                                        Instant now);

}  // namespace onduty::engine
