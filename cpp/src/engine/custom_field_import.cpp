#include "engine/custom_field_import.h"

#include "base/json_text.h"

namespace onduty::engine {
namespace {

std::string as_json(const std::vector<std::string>& options) {
  std::string json = "[";
  base::append_list(json, options,
                    [&](const std::string& option) { base::append_string(json, std::string_view(option)); });
  json += ']';
  return json;
}

domain::CustomField with_entry(domain::CustomField field, const domain::CustomFieldEntry& entry) {
  field.type = entry.type.value_or(field.type);
  field.options = domain::has_options(field.type) ? entry.options.value_or(field.options) : std::vector<std::string>();
  return field;
}

}  // namespace

CustomFieldImport::CustomFieldImport(ImportRun& run, std::int64_t account_id)
    : run_(run), account_id_(account_id), entries_(run.directory().custom_fields), store_(run.connection()) {}

domain::DocumentPlace CustomFieldImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("custom_fields").item(index);
}

const store::CustomFieldRow* CustomFieldImport::find(std::string_view name) const {
  const auto found = rows_.find(name);
  return found != rows_.end() && !found->second.removed ? &found->second : nullptr;
}

void CustomFieldImport::apply() {
  for (Row& row : store_.all(account_id_)) rows_.emplace(row.name, row);
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (run_.is_refused_within(place(index))) refused_.insert(entries_[index].name);
    if (entries_[index].left_out) continue;
    const ImportOutcome outcome = write(index);
    run_.settle(run_.report().custom_fields, outcome, place(index), entries_[index].name);
    if (outcome != ImportOutcome::kUnchanged) run_.change_catalogue();
    if (!run_.advance()) return;
  }
}

ImportOutcome CustomFieldImport::write(std::size_t index) {
  const Entry& entry = entries_[index];
  const auto found = rows_.find(entry.name);
  if (found == rows_.end()) return entry.removed ? ImportOutcome::kUnchanged : create(index);
  return entry.removed ? remove(found->second) : update(index, found->second);
}

void CustomFieldImport::refuse(std::size_t index, std::string_view key, std::string_view reason) {
  run_.refuse(place(index).key(key), reason);
  refused_.insert(entries_[index].name);
}

ImportOutcome CustomFieldImport::create(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.type) {
    refuse(index, "type", "is required for a new custom field");
    return ImportOutcome::kUnchanged;
  }
  Row row{0, entry.name, with_entry({}, entry), false};
  row.id = store_.insert(account_id_, row, as_json(row.field.options), run_.now());
  rows_.emplace(row.name, row);
  return ImportOutcome::kCreated;
}

ImportOutcome CustomFieldImport::remove(Row& row) {
  if (row.removed) return ImportOutcome::kUnchanged;
  store_.remove(row.id, run_.now());
  row.removed = true;
  return ImportOutcome::kRemoved;
}

ImportOutcome CustomFieldImport::update(std::size_t index, Row& row) {
  const Entry& entry = entries_[index];
  const domain::CustomField after = with_entry(row.field, entry);
  if (entry.options && !domain::has_options(after.type)) {
    refuse(index, "options",
           "is for a dropdown or checkbox, not for a field of type " +
               std::string(domain::custom_field_type_name(after.type)));
  }
  const bool is_back = row.removed;
  const bool is_changed = after != row.field;
  const bool has_other_type = after.type != row.field.type;
  run_.change_key("removed", is_back);
  run_.change_key("type", has_other_type);
  run_.change_key("options", after.options != row.field.options);
  row.field = after;
  row.removed = false;
  if (is_back) store_.restore(row.id);
  if (is_changed) store_.update(row, as_json(after.options));
  if (has_other_type) note_other_type(row);
  return is_back || is_changed ? ImportOutcome::kChanged : ImportOutcome::kUnchanged;
}

void CustomFieldImport::note_other_type(const Row& row) {
  const std::int64_t count = store_.count_values(row.id);
  if (count == 0) return;
  run_.note("The custom field \"" + row.name + "\" is of type " +
            std::string(domain::custom_field_type_name(row.field.type)) + " now; " + std::to_string(count) +
            " contacts keep the value that they had.");
}

}  // namespace onduty::engine
