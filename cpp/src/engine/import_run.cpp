#include "engine/import_run.h"

#include <utility>

#include "store/directory_account_store.h"

namespace onduty::engine {
namespace {

constexpr std::int64_t kProgressStep = 1'000;  // entries between two calls of progress

domain::TextSet with_all_above(const ParamErrors& problems) {
  domain::TextSet pointers;
  for (const auto& [pointer, reasons] : problems.entries()) {
    for (std::size_t end = pointer.size(); end != std::string::npos && end > 0; end = pointer.rfind('/', end - 1)) {
      pointers.insert(pointer.substr(0, end));
    }
  }
  return pointers;
}

const char* name_of(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::kCreated:
      return "created";
    case ImportOutcome::kChanged:
      return "changed";
    case ImportOutcome::kRemoved:
      return "removed";
    case ImportOutcome::kUnchanged:
      break;
  }
  return "unchanged";
}

// "users" of "/users/3".
std::string kind_of(const std::string& pointer) { return pointer.substr(1, pointer.find('/', 1) - 1); }

}  // namespace

ImportRun::ImportRun(store::Connection& connection, const domain::Directory& directory, const ImportOptions& options,
                     Instant now)
    : connection_(connection),
      directory_(directory),
      options_(options),
      now_(now),
      total_(static_cast<std::int64_t>(directory.entry_count())),
      refused_within_(with_all_above(directory.problems)),
      problems_(directory.problems) {
  report_.dry_run = options.dry_run;
}

void ImportRun::refuse(const domain::DocumentPlace& place, std::string_view reason) {
  const std::string pointer = place.pointer();
  if (!directory_.problems.has(pointer)) problems_.add(pointer, reason);
}

void ImportRun::refuse_reference(const domain::DocumentPlace& place, std::string_view list, std::string_view reason) {
  if (!directory_.problems.has(domain::DocumentPlace().key(list).pointer())) refuse(place, reason);
}

bool ImportRun::is_refused_within(const domain::DocumentPlace& place) const {
  return refused_within_.find(place.pointer()) != refused_within_.end();
}

void ImportRun::refuse_future(const domain::DocumentPlace& place, const std::optional<Instant>& instant) {
  if (instant && *instant > now_) refuse(place, "lies in the future");
}

bool ImportRun::begin() {
  stopped_ = !tell_progress();
  return !stopped_;
}

bool ImportRun::advance() {
  ++done_;
  if (done_ % kProgressStep == 0 || done_ == total_) stopped_ = stopped_ || !tell_progress();
  return !stopped_;
}

bool ImportRun::tell_progress() { return !options_.progress || options_.progress(done_, total_); }

void ImportRun::count(ImportCounts& counts, ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::kCreated:
      ++counts.created;
      return;
    case ImportOutcome::kChanged:
      ++counts.changed;
      return;
    case ImportOutcome::kUnchanged:
      ++counts.unchanged;
      return;
    case ImportOutcome::kRemoved:
      ++counts.removed;
      return;
  }
}

void ImportRun::change_key(const char* key, bool differs) {
  if (differs && options_.dry_run) changed_keys_.emplace_back(key);
}

void ImportRun::settle(ImportCounts& counts, ImportOutcome outcome, const domain::DocumentPlace& entry,
                       std::string_view name) {
  count(counts, outcome);
  if (outcome == ImportOutcome::kUnchanged) return;
  if (outcome != ImportOutcome::kChanged) changed_keys_.clear();
  list(entry, name_of(outcome), name);
}

void ImportRun::settle_as_left(ImportCounts& counts, const domain::DocumentPlace& entry, std::string_view name,
                               std::string why) {
  count(counts, ImportOutcome::kUnchanged);
  note(std::move(why));
  list(entry, "left", name);
}

void ImportRun::list_account(const char* what) {
  list(domain::DocumentPlace().key("account"), what, directory_.account.name);
}

void ImportRun::list(const domain::DocumentPlace& entry, const char* what, std::string_view name) {
  if (!options_.dry_run) return;
  std::string pointer = entry.pointer();
  std::string kind = kind_of(pointer);
  report_.changes.push_back(
      {std::move(pointer), std::move(kind), what, std::string(name), std::exchange(changed_keys_, {})});
}

Result<ImportReport> ImportRun::finish() && {
  if (catalogue_changed_) store::DirectoryAccountStore(connection_).raise_catalogue_version();
  // Before anything else: what was read after a failure is not to be believed.
  if (connection_.failure()) return *connection_.failure();
  if (stopped_) return Error::with_message(ErrorCode::kClosed, "The import was stopped; nothing was changed.");
  if (!problems_.empty()) return Error::invalid_params(std::move(problems_));
  return std::move(report_);
}

}  // namespace onduty::engine
