#include "domain/contact_decision.h"

#include <algorithm>

#include "base/json_text.h"
#include "domain/directory.h"

namespace onduty::domain {
namespace {

std::string in_quotes(std::string_view name) { return std::string("'").append(name).append("' "); }

bool contains(const std::vector<std::int64_t>& ids, std::int64_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void resolve_tags(const ContactUpdate& update, const Catalogue& catalogue, ContactChange& change,
                  ParamErrors& refused) {
  if (!update.tags) return;
  change.tag_ids.emplace();
  for (const std::string& name : *update.tags) {
    const auto id = catalogue.find_tag(name);
    if (!id) {
      refused.add("tags", in_quotes(name) + "is not a tag of this account");  // S7
    } else if (!contains(*change.tag_ids, *id)) {
      change.tag_ids->push_back(*id);
    }
  }
}

// Why the field cannot take the value; nothing when it can.
std::optional<std::string> field_problem(const std::optional<KnownCustomField>& field,
                                         const std::optional<CustomFieldValue>& value, ContactUpdateKind kind) {
  if (!field) return "is not a custom field of this account";  // S7
  const bool clears = !value || value->json == "[]";
  if (clears && kind == ContactUpdateKind::kHandOff) return "must have a value: a hand-off clears nothing";  // H1
  return value ? custom_field_problem(field->field, *value) : std::nullopt;
}

void resolve_fields(const ContactUpdate& update, const Catalogue& catalogue, ContactChange& change,
                    ParamErrors& refused) {
  if (!update.custom_fields) return;
  for (const auto& [name, value] : *update.custom_fields) {
    const auto field = catalogue.find_custom_field(name);
    if (const auto problem = field_problem(field, value, change.kind)) {
      refused.add("custom_fields", in_quotes(name) + *problem);
    } else {
      change.field_values.emplace_back(field->id, value ? std::optional(value->json) : std::nullopt);
    }
  }
}

void resolve_user(const ContactUpdate& update, const Catalogue& catalogue, ContactChange& change,
                  ParamErrors& refused) {
  if (update.assigned_user) {
    change.assigned_user_id = catalogue.find_user(*update.assigned_user);
    if (!change.assigned_user_id) refused.add("assigned_user", "is not the e-mail of a user of this account");  // S8
  }
  if (update.assigned_user && update.unassign_user) {
    refused.add("unassign_user", "cannot be given together with assigned_user");
  }
}

void resolve_team(const ContactUpdate& update, const Catalogue& catalogue, ContactChange& change,
                  ParamErrors& refused) {
  if (!update.team) return;
  change.team_id = catalogue.find_team(*update.team);
  if (!change.team_id) refused.add("team_uuid", "is not a team of this account");  // S9
}

void check_texts(const ContactUpdate& update, const Catalogue& catalogue, ParamErrors& refused) {
  if (update.bot_status && !catalogue.is_bot_enabled()) {
    refused.add("bot_status", "needs the account's bot, which is not enabled");  // S5
  }
  if (update.name) {
    if (const auto problem = text_problem(*update.name, kContactNameRule)) refused.add("name", *problem);
  }
  if (update.note) {
    if (const auto problem = text_problem(*update.note, kNoteRule)) refused.add("note", *problem);
  }
}

void apply_tags(const ContactChange& change, ContactState& contact) {
  if (!change.tag_ids) return;
  if (change.kind == ContactUpdateKind::kPatch) {
    contact.tag_ids = *change.tag_ids;
    return;
  }
  for (const std::int64_t id : *change.tag_ids) {
    if (!contains(contact.tag_ids, id)) contact.tag_ids.push_back(id);
  }
}

void apply_fields(const ContactChange& change, ContactState& contact) {
  for (const auto& [id, value] : change.field_values) {
    if (value) {
      contact.field_values[id] = *value;
    } else {
      contact.field_values.erase(id);
    }
  }
}

// Appends members to the two objects of a difference.
class DifferenceWriter {
 public:
  template <class T, class Append>
  void member(std::string_view key, const T& before, const T& after, Append append) {
    if (before == after) return;
    for (auto [text, value] : {std::pair(&before_, &before), std::pair(&after_, &after)}) {
      *text += text->empty() ? '{' : ',';
      base::append_string(*text, key);
      *text += ':';
      append(*text, *value);
    }
  }

  ContactDifference finish() && { return {closed(before_), closed(after_)}; }

 private:
  static std::string closed(const std::string& members) { return members.empty() ? "{}" : members + '}'; }

  std::string before_;
  std::string after_;
};

void append_text(std::string& out, const std::optional<std::string>& text) { base::append_string(out, text); }

void append_id(std::string& out, const std::optional<std::int64_t>& id) { out += id ? std::to_string(*id) : "null"; }

void append_ids(std::string& out, const std::vector<std::int64_t>& ids) {
  out += '[';
  base::append_list(out, ids, [&](std::int64_t id) { out += std::to_string(id); });
  out += ']';
}

// Of the fields in one or both, those whose values differ.
void write_fields(DifferenceWriter& writer, const ContactState& before, const ContactState& after) {
  using Values = std::vector<std::pair<std::int64_t, std::optional<std::string>>>;
  Values values_before;
  Values values_after;
  const auto value_in = [](const ContactState& contact, std::int64_t id) {
    const auto found = contact.field_values.find(id);
    return found == contact.field_values.end() ? std::nullopt : std::optional(found->second);
  };
  std::map<std::int64_t, std::string> all = before.field_values;
  all.insert(after.field_values.begin(), after.field_values.end());
  for (const auto& [id, unused] : all) {
    if (value_in(before, id) == value_in(after, id)) continue;
    values_before.emplace_back(id, value_in(before, id));
    values_after.emplace_back(id, value_in(after, id));
  }
  writer.member("custom_fields", values_before, values_after, [](std::string& out, const Values& values) {
    out += '{';
    base::append_list(out, values, [&](const auto& value) {
      base::append_string(out, std::string_view(std::to_string(value.first)));
      out += ':';
      out += value.second.value_or("null");
    });
    out += '}';
  });
}

}  // namespace

ContactChange resolve_contact_update(const ContactUpdate& update, ContactUpdateKind kind, const Catalogue& catalogue,
                                     ParamErrors& refused) {
  refused.merge(update.refused);
  ContactChange change;
  change.kind = kind;
  change.name = update.name;
  change.note = update.note;
  change.bot_status = update.bot_status;
  change.unassign_user = update.unassign_user;
  resolve_user(update, catalogue, change, refused);
  resolve_team(update, catalogue, change, refused);
  resolve_tags(update, catalogue, change, refused);
  resolve_fields(update, catalogue, change, refused);
  check_texts(update, catalogue, refused);
  return change;
}

ContactState decide_contact(const ContactState& before, const ContactChange& change) {
  ContactState after = before;
  if (change.name) after.name = *change.name;
  if (change.note) after.note = change.note->empty() ? std::nullopt : change.note;
  if (change.bot_status) after.bot_status = change.bot_status;
  if (change.unassign_user) after.assigned_user_id.reset();
  if (change.assigned_user_id) after.assigned_user_id = change.assigned_user_id;
  if (change.team_id) after.team_id = change.team_id;
  apply_tags(change, after);
  apply_fields(change, after);
  return after;
}

ContactDifference difference(const ContactState& before, const ContactState& after) {
  DifferenceWriter writer;
  writer.member("name", std::optional(before.name), std::optional(after.name), append_text);
  writer.member("note", before.note, after.note, append_text);
  writer.member("bot_status", before.bot_status, after.bot_status, append_text);
  writer.member("assigned_user_id", before.assigned_user_id, after.assigned_user_id, append_id);
  writer.member("team_id", before.team_id, after.team_id, append_id);
  writer.member("tag_ids", before.tag_ids, after.tag_ids, append_ids);
  write_fields(writer, before, after);
  return std::move(writer).finish();
}

}  // namespace onduty::domain
