#include "engine/past_import.h"

#include <string>
#include <utility>

#include "base/text.h"
#include "domain/change_set_id.h"
#include "domain/status_decision.h"

namespace onduty::engine {
namespace {

constexpr std::size_t kProgressStep = 2000;  // entries

// What to do where the import of the directory has just given the user a state, which is a change of now.
constexpr const char* kAfterTheDirectory =
    "; where that is the import of the directory: into a new database, import the directory without available and "
    "custom_status_id, then the history, then the directory with both and --overwrite-state";

StatusUpdate update_of(const domain::PastChange& change, const domain::PastChanges& past) {
  using Availability = domain::PastChange::Availability;
  using CustomStatus = domain::PastChange::CustomStatus;
  StatusUpdate update;
  if (change.availability != Availability::kKeep) update.available = change.availability == Availability::kAvailable;
  if (change.custom_status_kind == CustomStatus::kClear) update.custom_status = CustomStatusUpdate::clear();
  if (change.custom_status_kind == CustomStatus::kAssign) {
    const std::string& text = past.custom_statuses.texts()[change.custom_status];
    update.custom_status = CustomStatusUpdate::assign(Uuid::parse(text).value_or(Uuid()));
  }
  return update;
}

const std::string* text_at(const domain::TextList& list, std::uint32_t place) {
  return place == domain::kNoText ? nullptr : &list.texts()[place];
}

}  // namespace

PastImport::PastImport(store::Session& session, std::int64_t account_id, const domain::PastChanges& past,
                       const HistoryImportOptions& options, Instant now)
    : session_(session),
      account_id_(account_id),
      past_(past),
      options_(options),
      now_(now),
      catalogue_(session.directory(), account_id),
      store_(session.connection()),
      problems_(past.problems),
      people_named_(past.users.texts().size()) {
  report_.dry_run = options.dry_run;
}

Result<HistoryImportReport> PastImport::carry_out() {
  bool goes_on = tell_progress(0);
  for (std::size_t i = 0; goes_on && i < past_.changes.size() && !session_.failure(); ++i) {
    apply(past_.changes[i]);
    const std::size_t done = i + 1;
    if (done % kProgressStep == 0 || done == past_.changes.size()) goes_on = tell_progress(done);
  }
  if (session_.failure()) return *session_.failure();
  if (!goes_on) return Error::with_message(ErrorCode::kClosed, "The import was stopped; nothing was changed.");
  if (!problems_.empty()) return Error::invalid_params(problems_.as_params());
  return finish();
}

bool PastImport::tell_progress(std::size_t done) const {
  const auto total = static_cast<std::int64_t>(past_.changes.size());
  return !options_.progress || options_.progress(static_cast<std::int64_t>(done), total);
}

PastImport::Person* PastImport::person_of(std::uint32_t user) {
  std::optional<Person*>& named = people_named_[user];
  if (!named) named = look_up(past_.users.texts()[user]);
  return *named;
}

PastImport::Person* PastImport::look_up(std::string_view uuid_or_email) {
  auto uuid = Uuid::parse(uuid_or_email);
  if (!uuid) {
    const auto user = session_.directory().find_user_by_email(account_id_, base::fold(uuid_or_email));
    if (!user) return nullptr;
    uuid = user->uuid;
  }
  const auto state = session_.statuses().find(account_id_, *uuid);
  if (!state) return nullptr;
  const auto stored_at = state->version > 0 ? std::optional(state->last_at()) : std::nullopt;
  return &people_.try_emplace(state->user_id, Person{*state, *uuid, std::nullopt, stored_at, false}).first->second;
}

void PastImport::apply(const domain::PastChange& change) {
  Person* const person = person_of(change.user);
  if (person == nullptr) return problems_.add(change.line, "user is not a user of this account");
  if (const auto problem = instant_problem(change, *person)) return problems_.add(change.line, *problem);
  person->last_line_at = change.at;
  decide(change, *person);
}

std::optional<std::string> PastImport::instant_problem(const domain::PastChange& change, const Person& person) const {
  const domain::UserState& state = person.state;
  if (change.at > now_) return "at lies in the future";
  if (person.last_line_at && change.at < *person.last_line_at) {
    return "at is before the user's entry before, at " + person.last_line_at->with_offset();
  }
  if (person.last_stored_at && change.at <= *person.last_stored_at) {
    return "at is not after the user's last change, at " + person.last_stored_at->with_offset() +
           (state.version == 1 ? kAfterTheDirectory : "");
  }
  if (!person.last_stored_at && change.at < state.last_at()) {
    return "at is before the user's creation, at " + state.last_at().with_offset();
  }
  return std::nullopt;
}

void PastImport::decide(const domain::PastChange& change, Person& person) {
  const auto decision =
      domain::decide_status(person.state, person.uuid, update_of(change, past_), std::nullopt, catalogue_, change.at);
  if (!decision.ok()) return problems_.add(change.line, "custom_status_id is not a custom status of this account");
  if (!decision.value().changed) {
    ++report_.unchanged;
    return;
  }
  const domain::UserState& after = decision.value().after;
  if (writes()) write(change, person.state, after);
  report_.users += person.is_changed ? 0 : 1;
  ++report_.changed;
  person.is_changed = true;
  person.state = after;
}

void PastImport::write(const domain::PastChange& change, const domain::UserState& before,
                       const domain::UserState& after) {
  store_.append({before, after, name_at(before.custom_status_id, change.at), name_at(after.custom_status_id, change.at),
                 text_at(past_.actors, change.actor), text_at(past_.reasons, change.reason), ensure_change_set()});
}

std::optional<std::int64_t> PastImport::name_at(const std::optional<std::int64_t>& custom_status_id, Instant at) {
  if (!custom_status_id) return std::nullopt;
  const auto [known, is_new] = names_.try_emplace(*custom_status_id);
  if (is_new) known->second = store_.names_of(*custom_status_id);
  const std::vector<store::NameSince>& names = known->second;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (name->since <= at) return name->revision;
  }
  return names.empty() ? std::nullopt : std::optional(names.front().revision);
}

std::int64_t PastImport::ensure_change_set() {
  if (!change_set_id_) {
    const Origin origin{Way::kImport, std::nullopt, std::nullopt};
    change_set_id_ = session_.changes().insert_set(account_id_, now_, origin, std::nullopt);
  }
  return *change_set_id_;
}

Result<HistoryImportReport> PastImport::finish() {
  for (const auto& [user_id, person] : people_) {
    if (person.is_changed && writes()) store_.replace(person.state);
  }
  if (session_.failure()) return *session_.failure();
  if (change_set_id_) report_.change_set = domain::change_set_of_row(*change_set_id_);
  return report_;
}

Result<HistoryImportReport> import_past(store::Session& session, std::int64_t account_id,
                                        const domain::PastChanges& past, const HistoryImportOptions& options,
                                        Instant now) {
  session.begin_part();
  auto report = PastImport(session, account_id, past, options, now).carry_out();
  if (session.failure()) return report;  // the whole transaction is undone
  if (report.ok()) {
    session.keep_part();
  } else {
    session.undo_part();
  }
  return report;
}

}  // namespace onduty::engine
