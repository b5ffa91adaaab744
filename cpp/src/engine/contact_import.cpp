#include "engine/contact_import.h"

#include "domain/creation.h"
#include "domain/custom_field.h"

namespace onduty::engine {
namespace {

constexpr const char* kBotStart = "bot_start";

// What is replaced whenever the document has it; the rest is state (I4).
store::ContactRow with_entry(store::ContactRow contact, const domain::ContactEntry& entry) {
  contact.name = entry.name.value_or(contact.name);
  contact.phone_number = entry.phone_number.value_or(contact.phone_number);
  contact.avatar_url = entry.avatar_url.value_or(contact.avatar_url);
  contact.created_at = domain::creation_after(contact.created_at, entry.created_at);
  contact.source = entry.source.value_or(contact.source);
  contact.conversation_id = entry.conversation_id.value_or(contact.conversation_id);
  contact.bot_status = entry.bot_status.value_or(contact.bot_status);
  contact.note = entry.note.value_or(contact.note);
  if (contact.note && contact.note->empty()) contact.note.reset();
  contact.removed_at.reset();
  return contact;
}

}  // namespace

ContactImport::ContactImport(ImportRun& run, const store::AccountRow& account, UserImport& users, TeamImport& teams,
                             const TagImport& tags, const CustomFieldImport& custom_fields)
    : run_(run),
      account_(account),
      users_(users),
      teams_(teams),
      tags_(tags),
      custom_fields_(custom_fields),
      entries_(run.directory().contacts),
      store_(run.connection()) {}

domain::DocumentPlace ContactImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("contacts").item(index);
}

void ContactImport::apply() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (!entries_[index].left_out) {
      const ImportOutcome outcome = write(index);
      run_.settle(run_.report().contacts, outcome, place(index), name_);
    }
    if (!run_.advance()) return;
  }
}

ImportOutcome ContactImport::write(std::size_t index) {
  const auto stored = store_.find(account_.id, entries_[index].uuid);
  name_ = entries_[index].name.value_or(stored ? stored->name : std::string());
  if (entries_[index].removed) return remove(stored);
  run_.refuse_future(place(index).key("createdAt"), entries_[index].created_at);
  check_bot_status(index);
  return stored ? update(index, *stored) : create(index);
}

ImportOutcome ContactImport::remove(std::optional<Row> stored) {
  if (!stored || stored->removed_at) return ImportOutcome::kUnchanged;
  stored->removed_at = run_.now();
  store_.update(*stored);
  return ImportOutcome::kRemoved;
}

ImportOutcome ContactImport::create(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.name) run_.refuse(place(index).key("name"), "is required for a new contact");
  const References references = resolve(index);
  Row contact;
  contact.uuid = entry.uuid;
  contact.created_at = run_.now();
  if (account_.bot_enabled) contact.bot_status = kBotStart;  // S6
  contact = with_entry(std::move(contact), entry);
  contact.assigned_user_id = references.assigned_user_id;
  contact.team_id = references.team_id;
  const std::int64_t id = store_.insert(account_.id, contact);
  store_.add_tags(id, references.tag_ids);
  for (const auto& [field_id, value] : references.fields) {
    if (value != nullptr) store_.set_field(id, field_id, value->json);
  }
  return ImportOutcome::kCreated;
}

ImportOutcome ContactImport::update(std::size_t index, const Row& stored) {
  const Entry& entry = entries_[index];
  const References references = resolve(index);
  Row contact = with_entry(stored, entry);
  if (entry.team) contact.team_id = references.team_id;
  if (entry.assigned_user && run_.overwrites_state()) contact.assigned_user_id = references.assigned_user_id;
  const bool is_changed = contact != stored;
  if (is_changed) {
    store_.update(contact);
    note_keys(contact, stored);
  }
  const bool has_other_state = run_.overwrites_state() && overwrite_state(index, contact.id, references);
  return is_changed || has_other_state ? ImportOutcome::kChanged : ImportOutcome::kUnchanged;
}

bool ContactImport::overwrite_state(std::size_t index, std::int64_t contact_id, const References& references) {
  const bool has_other_tags = entries_[index].tags && overwrite_tags(contact_id, references.tag_ids);
  bool has_other_fields = false;
  for (const auto& [field_id, value] : references.fields) {
    if (overwrite_field(contact_id, field_id, value)) has_other_fields = true;
  }
  run_.change_key("tags", has_other_tags);
  run_.change_key("customFields", has_other_fields);
  return has_other_tags || has_other_fields;
}

void ContactImport::note_keys(const Row& contact, const Row& stored) {
  run_.change_key("removed", stored.removed_at.has_value());
  run_.change_key("name", contact.name != stored.name);
  run_.change_key("phoneNumber", contact.phone_number != stored.phone_number);
  run_.change_key("avatarUrl", contact.avatar_url != stored.avatar_url);
  run_.change_key("createdAt", contact.created_at != stored.created_at);
  run_.change_key("source", contact.source != stored.source);
  run_.change_key("conversationHref", contact.conversation_id != stored.conversation_id);
  run_.change_key("assignedUser", contact.assigned_user_id != stored.assigned_user_id);
  run_.change_key("team_uuid", contact.team_id != stored.team_id);
  run_.change_key("bot_status", contact.bot_status != stored.bot_status);
  run_.change_key("note", contact.note != stored.note);
}

ContactImport::References ContactImport::resolve(std::size_t index) {
  References references;
  references.assigned_user_id = resolve_user(index);
  references.team_id = resolve_team(index);
  resolve_tags(index, references);
  resolve_fields(index, references);
  return references;
}

std::optional<std::int64_t> ContactImport::resolve_user(std::size_t index) {
  const auto email = entries_[index].assigned_user.value_or(std::nullopt);
  if (!email) return std::nullopt;
  const auto id = users_.find_by_email(*email);
  if (!id) {
    run_.refuse_reference(place(index).key("assignedUser"), "users", "is not the e-mail of a user of this account");
  }
  return id;
}

std::optional<std::int64_t> ContactImport::resolve_team(std::size_t index) {
  const auto uuid = entries_[index].team.value_or(std::nullopt);
  if (!uuid) return std::nullopt;
  const auto id = teams_.find(*uuid);
  if (!id) run_.refuse_reference(place(index).key("team_uuid"), "teams", "is not a team of this account");
  return id;
}

void ContactImport::resolve_tags(std::size_t index, References& references) {
  if (!entries_[index].tags) return;
  const std::vector<std::string>& names = *entries_[index].tags;
  for (std::size_t position = 0; position < names.size(); ++position) {
    if (const auto id = tags_.find(names[position])) {
      references.tag_ids.push_back(*id);
    } else {
      run_.refuse_reference(place(index).key("tags").item(position), "tags", "is not a tag of this account");
    }
  }
}

void ContactImport::resolve_fields(std::size_t index, References& references) {
  for (const auto& [name, value] : entries_[index].custom_fields) {
    if (custom_fields_.is_refused(name)) continue;
    const store::CustomFieldRow* row = custom_fields_.find(name);
    const domain::DocumentPlace at = place(index).key("customFields").key(name);
    if (row == nullptr) {
      run_.refuse_reference(at, "custom_fields", "is not a custom field of this account");
    } else if (const auto problem = value ? domain::custom_field_problem(row->field, *value) : std::nullopt) {
      run_.refuse(at, *problem);
    } else {
      references.fields.emplace_back(row->id, value ? &*value : nullptr);
    }
  }
}

void ContactImport::check_bot_status(std::size_t index) {
  const bool asks_for_bot = entries_[index].bot_status.value_or(std::nullopt).has_value();
  const bool is_bot_known = !run_.is_refused_within(domain::DocumentPlace().key("account").key("bot"));
  if (asks_for_bot && !account_.bot_enabled && is_bot_known) {
    run_.refuse(place(index).key("bot_status"), "must be null: the account's bot is not enabled");
  }
}

bool ContactImport::overwrite_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids) {
  if (store_.tags(contact_id) == tag_ids) return false;
  store_.replace_tags(contact_id, tag_ids);
  return true;
}

bool ContactImport::overwrite_field(std::int64_t contact_id, std::int64_t field_id,
                                    const domain::CustomFieldValue* value) {
  const auto stored = store_.field(contact_id, field_id);
  if (stored == (value == nullptr ? std::nullopt : std::optional(value->json))) return false;
  if (value == nullptr) {
    store_.clear_field(contact_id, field_id);
  } else {
    store_.set_field(contact_id, field_id, value->json);
  }
  return true;
}

}  // namespace onduty::engine
