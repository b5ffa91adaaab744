#include "engine/tag_import.h"

namespace onduty::engine {

TagImport::TagImport(ImportRun& run, std::int64_t account_id)
    : run_(run), account_id_(account_id), store_(run.connection()) {}

std::optional<std::int64_t> TagImport::find(std::string_view name) const {
  const auto found = rows_.find(name);
  return found != rows_.end() && !found->second.removed ? std::optional(found->second.id) : std::nullopt;
}

void TagImport::apply() {
  for (store::TagRow& tag : store_.all(account_id_)) rows_.emplace(tag.name, tag);
  const std::vector<domain::TagEntry>& entries = run_.directory().tags;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    if (entries[index].left_out) continue;
    const ImportOutcome outcome = write(entries[index]);
    run_.settle(run_.report().tags, outcome, domain::DocumentPlace().key("tags").item(index), entries[index].name);
    if (outcome != ImportOutcome::kUnchanged) run_.change_catalogue();
    if (!run_.advance()) return;
  }
}

ImportOutcome TagImport::write(const domain::TagEntry& entry) {
  const auto found = rows_.find(entry.name);
  if (found == rows_.end()) {
    if (entry.removed) return ImportOutcome::kUnchanged;
    const std::int64_t id = store_.insert(account_id_, entry.name, run_.now());
    rows_.emplace(entry.name, store::TagRow{id, entry.name, false});
    return ImportOutcome::kCreated;
  }
  store::TagRow& tag = found->second;
  if (tag.removed == entry.removed) return ImportOutcome::kUnchanged;
  tag.removed = entry.removed;
  if (!entry.removed) {
    store_.restore(tag.id);
    run_.change_key("removed", true);
    return ImportOutcome::kChanged;
  }
  store_.remove(tag.id, run_.now());
  return ImportOutcome::kRemoved;
}

}  // namespace onduty::engine
