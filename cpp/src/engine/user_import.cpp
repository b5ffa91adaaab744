#include "engine/user_import.h"

#include <algorithm>
#include <utility>

#include "base/random_uuid.h"
#include "base/text.h"
#include "domain/creation.h"

namespace onduty::engine {
UserImport::UserImport(ImportRun& run, std::int64_t account_id, const CustomStatusImport& custom_statuses)
    : run_(run),
      account_id_(account_id),
      custom_statuses_(custom_statuses),
      entries_(run.directory().users),
      store_(run.connection()),
      statuses_(run.connection()),
      reader_(run.connection()),
      catalogue_(reader_, account_id),
      matches_(entries_.size()) {}

domain::DocumentPlace UserImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("users").item(index);
}

std::optional<std::int64_t> UserImport::find_by_email(const std::string& email) {
  const auto [found, is_new] = ids_by_email_.try_emplace(email);
  if (is_new) found->second = store_.find_id_by_email(account_id_, base::fold(email));
  return found->second;
}

void UserImport::apply() {
  if (run_.is_stopped()) return;
  match_by_uuid();
  match_by_email();
  remove_all();
  park_all();
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    write(index);
    if (!run_.advance()) return;
  }
}

void UserImport::match(std::size_t index, std::optional<Row> stored) {
  if (stored && entry_indexes_.emplace(stored->id, index).second) matches_[index].stored = std::move(stored);
}

void UserImport::match_by_uuid() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const Entry& entry = entries_[index];
    matches_[index].left_out = entry.left_out;
    if (entry.email) matches_[index].email_folded = base::fold(*entry.email);
    if (entry.uuid) match(index, store_.find(account_id_, *entry.uuid));
  }
}

// After the others, so that an address that a user with a uuid gives up names whoever takes it. Nobody who was removed
// is named by an address: who has it next is somebody else, and has a uuid and a history of their own.
void UserImport::match_by_email() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (entries_[index].uuid || entries_[index].left_out) continue;
    auto stored = store_.find_by_email(account_id_, matches_[index].email_folded);
    const auto other = stored ? entry_indexes_.find(stored->id) : entry_indexes_.end();
    if (other == entry_indexes_.end()) {
      match(index, std::move(stored));
    } else if (keeps_email(other->second)) {
      run_.refuse(place(index).key("email"), "is the e-mail of the user at " + place(other->second).pointer());
      matches_[index].left_out = true;
    }
  }
}

// Whether the user that the entry matches has the same address afterwards. REQUIRES: it matches one.
bool UserImport::keeps_email(std::size_t index) const {
  const Row& stored = *matches_[index].stored;
  return !entries_[index].removed && with_entry(stored, index).email_folded == stored.email_folded;
}

void UserImport::remove_all() {
  bool is_any_removed = false;
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (!entries_[index].removed || matches_[index].left_out) continue;
    const auto& stored = matches_[index].stored;
    const bool is_there = stored && !stored->removed_at;
    if (is_there) remove(*stored);
    is_any_removed = is_any_removed || is_there;
    run_.settle(run_.report().users, is_there ? ImportOutcome::kRemoved : ImportOutcome::kUnchanged, place(index),
                stored ? stored->email : std::string());
  }
  if (!is_any_removed) return;
  store_.detach_api_keys(account_id_);
  run_.change_catalogue();
}

void UserImport::remove(Row user) {
  user.removed_at = run_.now();
  store_.update(user);
  store_.detach(user.id);
}

void UserImport::park_all() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const Match& match = matches_[index];
    const bool stays = match.stored && !match.stored->removed_at && !entries_[index].removed;
    if (stays && (match.left_out || !keeps_email(index))) {
      store_.park_email(*match.stored);
    }
  }
}

void UserImport::write(std::size_t index) {
  const auto& stored = matches_[index].stored;
  if (entries_[index].removed || matches_[index].left_out) return;
  run_.refuse_future(place(index).key("createdAt"), entries_[index].created_at);
  if (stored) {
    update(index, *stored);
  } else {
    create(index);
  }
}

store::UserRow UserImport::with_entry(Row user, std::size_t index) const {
  const Entry& entry = entries_[index];
  if (entry.email) {
    user.email = *entry.email;
    user.email_folded = matches_[index].email_folded;
  }
  user.name = entry.name.value_or(user.name);
  user.created_at = domain::creation_after(user.created_at, entry.created_at);
  user.removed_at.reset();
  return user;
}

void UserImport::create(std::size_t index) {
  const Entry& entry = entries_[index];
  const bool has_custom_status = check_custom_status(index, true);
  if (!entry.name) run_.refuse(place(index).key("name"), "is required for a new user");
  if (!entry.email) {
    run_.refuse(place(index).key("email"), "is required for a new user");
    return;
  }
  Row user;
  user.uuid = entry.uuid ? *entry.uuid : base::random_uuid();
  user.created_at = run_.now();
  user = with_entry(user, index);
  if (!check_email(index, user)) return;
  user.id = store_.insert(account_id_, user);
  entry_indexes_.emplace(user.id, index);
  const domain::UserState state = domain::initial_state(user.id, user.created_at);
  statuses_.insert(state);
  if (has_custom_status) apply_state(index, user, state);
  run_.settle(run_.report().users, ImportOutcome::kCreated, place(index), user.email);
  run_.change_catalogue();
}

void UserImport::update(std::size_t index, const Row& stored) {
  const Row user = with_entry(stored, index);
  const bool is_changed = user != stored;
  const bool takes_email = stored.removed_at || user.email_folded != stored.email_folded;
  if (takes_email && !check_email(index, user)) return;
  note_keys(user, stored);
  if (is_changed) {
    store_.update(user);
    run_.change_catalogue();
  }
  // Not where the clock was set back: nobody was away for less than no time.
  if (stored.removed_at && *stored.removed_at < run_.now()) {
    store_.insert_absence(user.id, *stored.removed_at, run_.now());
  }
  if (user.created_at != stored.created_at) check_creation(index, user);
  const bool has_other_state = overwrite_state(index, user);
  run_.settle(run_.report().users, is_changed || has_other_state ? ImportOutcome::kChanged : ImportOutcome::kUnchanged,
              place(index), user.email);
}

void UserImport::note_keys(const Row& user, const Row& stored) {
  run_.change_key("removed", stored.removed_at.has_value());
  run_.change_key("email", user.email != stored.email);
  run_.change_key("name", user.name != stored.name);
  run_.change_key("createdAt", user.created_at != stored.created_at);
}

bool UserImport::check_email(std::size_t index, const Row& user) {
  const auto holder = store_.find_by_email(account_id_, user.email_folded);
  if (!holder) return true;
  const auto at = entries_[index].email ? place(index).key("email") : place(index);
  run_.refuse(at, "would have the e-mail of another user, " + told(*holder));
  return false;
}

std::string UserImport::told(const Row& holder) const {
  const auto entry = entry_indexes_.find(holder.id);
  return holder.uuid.hex() + (entry == entry_indexes_.end() ? "" : " (at " + place(entry->second).pointer() + ")");
}

// The status begins with the user, and the history after that.
void UserImport::check_creation(std::size_t index, const Row& user) {
  const auto first_change_at = store_.first_change_at(user.id);
  if (first_change_at && *first_change_at < user.created_at) {
    run_.refuse(place(index).key("createdAt"),
                "lies after the first change of this user's status, at " + first_change_at->with_offset());
    return;
  }
  store_.move_untouched_clocks(user.id, user.created_at);
}

bool UserImport::check_custom_status(std::size_t index, bool applies) {
  const CustomStatusUpdate& update = entries_[index].custom_status;
  if (update.kind != CustomStatusUpdate::Kind::kAssign) return true;
  const domain::DocumentPlace at = place(index).key("custom_status_id");
  if (!custom_statuses_.exists(update.id)) {
    run_.refuse(at, "is not a custom status of this account");
    return false;
  }
  if (!applies || !custom_statuses_.is_destroyed(update.id)) return true;
  run_.refuse(at, "is a custom status that was destroyed");
  return false;
}

bool UserImport::overwrite_state(std::size_t index, const Row& user) {
  const bool applies = run_.overwrites_state();
  if (!check_custom_status(index, applies) || !applies || !entries_[index].has_state()) return false;
  const auto state = statuses_.find(account_id_, user.uuid);
  return state && apply_state(index, user, *state);
}

bool UserImport::apply_state(std::size_t index, const Row& user, const domain::UserState& state) {
  const Entry& entry = entries_[index];
  if (!entry.has_state()) return false;
  StatusUpdate update;
  update.available = entry.available;
  update.custom_status = entry.custom_status;
  const auto decision = domain::decide_status(state, user.uuid, update, std::nullopt, catalogue_, run_.now());
  if (!decision.ok()) {
    run_.refuse(place(index), decision.error().message);
    return false;
  }
  const domain::UserState& after = decision.value().after;
  run_.change_key("available", after.available != state.available);
  run_.change_key("custom_status_id", after.custom_status_id != state.custom_status_id);
  if (!decision.value().changed) return false;
  statuses_.record(state, decision.value(), Origin{Way::kImport, std::nullopt, std::nullopt}, std::nullopt);
  return true;
}

}  // namespace onduty::engine
