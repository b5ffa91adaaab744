#include "engine/team_import.h"

#include <algorithm>
#include <iterator>

#include "domain/creation.h"

namespace onduty::engine {
namespace {

store::TeamRow with_entry(store::TeamRow team, const domain::TeamEntry& entry) {
  team.name = entry.name.value_or(team.name);
  team.is_default = entry.is_default.value_or(team.is_default);
  team.created_at = domain::creation_after(team.created_at, entry.created_at);
  team.removed_at.reset();
  return team;
}

bool makes_default(const domain::TeamEntry& entry) {
  return entry.is_default.value_or(false) && !entry.removed && !entry.left_out;
}

// What `left` has and `right` has not. REQUIRES: both are sorted.
std::vector<std::int64_t> difference(const std::vector<std::int64_t>& left, const std::vector<std::int64_t>& right) {
  std::vector<std::int64_t> only_left;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(only_left));
  return only_left;
}

}  // namespace

TeamImport::TeamImport(ImportRun& run, std::int64_t account_id, UserImport& users)
    : run_(run), account_id_(account_id), users_(users), entries_(run.directory().teams), store_(run.connection()) {}

domain::DocumentPlace TeamImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("teams").item(index);
}

std::optional<std::int64_t> TeamImport::find(const Uuid& uuid) {
  const auto [found, is_new] = ids_.try_emplace(uuid);
  if (is_new) {
    const auto team = store_.find(account_id_, uuid);
    if (team && !team->removed_at) found->second = team->id;
  }
  return found->second;
}

void TeamImport::apply() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (entries_[index].left_out) continue;
    const ImportOutcome outcome = write(index);
    run_.settle(run_.report().teams, outcome, place(index), name_);
    if (outcome != ImportOutcome::kUnchanged) run_.change_catalogue();
    if (!run_.advance()) return;
  }
  if (is_any_removed_) store_.detach_contacts(account_id_);
  check_default();
}

// Looks at the state after the whole document, so that a document can pass it on from one team to another.
void TeamImport::check_default() {
  const std::vector<Uuid> defaults = store_.defaults(account_id_);
  if (defaults.size() < 2) return;
  std::vector<std::size_t> makers;
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (makes_default(entries_[index])) makers.push_back(index);
  }
  const auto is_made_here = [&](const Uuid& team) {
    return std::any_of(makers.begin(), makers.end(), [&](std::size_t index) { return entries_[index].uuid == team; });
  };
  const auto other = std::find_if_not(defaults.begin(), defaults.end(), is_made_here);
  // Among several of one document, the first has it.
  const bool is_first_right = other == defaults.end();
  const std::string holder = is_first_right ? "at " + place(makers.front()).pointer() : other->hex();
  for (std::size_t nth = is_first_right ? 1 : 0; nth < makers.size(); ++nth) {
    run_.refuse(place(makers[nth]).key("default"),
                "is true for another team already, " + holder + "; only one can be it");
  }
}

ImportOutcome TeamImport::write(std::size_t index) {
  const Entry& entry = entries_[index];
  const auto stored = store_.find(account_id_, entry.uuid);
  name_ = entry.name.value_or(stored ? stored->name : std::string());
  if (entry.removed) return remove(stored);
  run_.refuse_future(place(index).key("createdAt"), entry.created_at);
  const Row team = stored ? with_entry(*stored, entry) : create(index);
  const bool is_changed = stored && team != *stored;
  if (is_changed) note_keys(team, *stored);
  if (is_changed) store_.update(team);
  const bool has_other_members = replace_members(index, team.id);
  if (!stored) return ImportOutcome::kCreated;
  return is_changed || has_other_members ? ImportOutcome::kChanged : ImportOutcome::kUnchanged;
}

ImportOutcome TeamImport::remove(std::optional<Row> stored) {
  if (!stored || stored->removed_at) return ImportOutcome::kUnchanged;
  stored->removed_at = run_.now();
  store_.update(*stored);
  store_.remove_members(stored->id);
  is_any_removed_ = true;
  return ImportOutcome::kRemoved;
}

store::TeamRow TeamImport::create(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.name) run_.refuse(place(index).key("name"), "is required for a new team");
  Row team;
  team.uuid = entry.uuid;
  team.created_at = run_.now();
  team = with_entry(team, entry);
  team.id = store_.insert(account_id_, team);
  return team;
}

bool TeamImport::replace_members(std::size_t index, std::int64_t team_id) {
  if (!entries_[index].members) return false;
  const std::vector<std::int64_t> before = store_.members(team_id);
  const std::vector<std::int64_t> after = member_ids(index);
  for (const std::int64_t user_id : difference(before, after)) store_.remove_member(team_id, user_id);
  for (const std::int64_t user_id : difference(after, before)) store_.add_member(team_id, user_id);
  run_.change_key("members", before != after);
  return before != after;
}

void TeamImport::note_keys(const Row& team, const Row& stored) {
  run_.change_key("removed", stored.removed_at.has_value());
  run_.change_key("name", team.name != stored.name);
  run_.change_key("createdAt", team.created_at != stored.created_at);
  run_.change_key("default", team.is_default != stored.is_default);
}

std::vector<std::int64_t> TeamImport::member_ids(std::size_t index) {
  const std::vector<std::string>& emails = *entries_[index].members;
  std::vector<std::int64_t> ids;
  for (std::size_t position = 0; position < emails.size(); ++position) {
    if (const auto id = users_.find_by_email(emails[position])) {
      ids.push_back(*id);
    } else {
      run_.refuse_reference(place(index).key("members").item(position), "users",
                            "is not the e-mail of a user of this account");
    }
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace onduty::engine
