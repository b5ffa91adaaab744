#include "engine/api_key_import.h"

namespace onduty::engine {

ApiKeyImport::ApiKeyImport(ImportRun& run, std::int64_t account_id, UserImport& users)
    : run_(run), account_id_(account_id), users_(users), entries_(run.directory().api_keys), store_(run.connection()) {}

domain::DocumentPlace ApiKeyImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("api_keys").item(index);
}

void ApiKeyImport::apply() {
  for (const Entry& entry : entries_) stored_.push_back(store_.find(account_id_, entry.name));
  for (std::size_t index = 0; index < entries_.size(); ++index) park(index);
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (entries_[index].left_out) continue;
    if (stays_revoked(index) && !entries_[index].removed) {
      leave(index);
    } else {
      settle(index, write(index));
    }
    if (!run_.advance()) return;
  }
}

void ApiKeyImport::settle(std::size_t index, ImportOutcome outcome) {
  run_.settle(run_.report().api_keys, outcome, place(index), entries_[index].name);
  if (outcome != ImportOutcome::kUnchanged) run_.change_catalogue();
}

void ApiKeyImport::leave(std::size_t index) {
  const std::string& name = entries_[index].name;
  run_.settle_as_left(run_.report().api_keys, place(index), name,
                      "The API key \"" + name + "\" was revoked, and stays so; the document still has it.");
}

bool ApiKeyImport::stays_revoked(std::size_t index) const {
  return stored_[index] && stored_[index]->revoked_at.has_value();
}

void ApiKeyImport::park(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!stored_[index] || stays_revoked(index) || entry.removed || entry.left_out) return;
  if (entry.digest && *entry.digest != stored_[index]->digest) store_.park_digest(*stored_[index]);
}

ImportOutcome ApiKeyImport::write(std::size_t index) {
  if (entries_[index].removed) return revoke(index);
  return stored_[index] ? update(index, *stored_[index]) : create(index);
}

ImportOutcome ApiKeyImport::revoke(std::size_t index) {
  if (!stored_[index] || stays_revoked(index)) return ImportOutcome::kUnchanged;
  Row key = *stored_[index];
  key.revoked_at = run_.now();
  store_.update(key);
  return ImportOutcome::kRemoved;
}

store::ApiKeyRow ApiKeyImport::with_entry(Row key, std::size_t index) {
  const Entry& entry = entries_[index];
  key.digest = entry.digest.value_or(key.digest);
  key.scopes = entry.scopes.value_or(key.scopes);
  if (!entry.user) return key;
  key.user_id.reset();
  if (!*entry.user) return key;
  key.user_id = users_.find_by_email(**entry.user);
  if (!key.user_id) {
    run_.refuse_reference(place(index).key("user"), "users", "is not the e-mail of a user of this account");
  }
  return key;
}

ImportOutcome ApiKeyImport::create(std::size_t index) {
  Row key;
  key.name = entries_[index].name;
  key.scopes = domain::kScopeRead + domain::kScopeWrite;
  key = with_entry(std::move(key), index);
  if (!entries_[index].digest) {
    run_.refuse(place(index).key("key"), "is required for a new API key");
  } else if (check_secret(index, key)) {
    store_.insert(account_id_, key, run_.now());
  }
  return ImportOutcome::kCreated;
}

ImportOutcome ApiKeyImport::update(std::size_t index, const Row& stored) {
  const Row key = with_entry(stored, index);
  if (key == stored) return ImportOutcome::kUnchanged;
  run_.change_key("key", key.digest != stored.digest);
  run_.change_key("scopes", key.scopes != stored.scopes);
  run_.change_key("user", key.user_id != stored.user_id);
  if (key.digest == stored.digest || check_secret(index, key)) store_.update(key);
  return ImportOutcome::kChanged;
}

bool ApiKeyImport::check_secret(std::size_t index, const Row& key) {
  if (!store_.find_id_by_digest(key.digest)) return true;
  run_.refuse(place(index).key("key"), "is in use already under another name or in another account");
  return false;
}

}  // namespace onduty::engine
