#include "engine/custom_status_import.h"

#include <algorithm>

#include "base/text.h"
#include "domain/creation.h"
#include "engine/holders.h"
#include "store/parked_text.h"

namespace onduty::engine {
namespace {

store::CustomStatusRow with_entry(store::CustomStatusRow status, const domain::CustomStatusEntry& entry) {
  if (entry.name) {
    status.name = *entry.name;
    status.name_folded = base::fold(*entry.name);
  }
  status.emoji = entry.emoji.value_or(status.emoji);
  status.created_at = domain::creation_after(status.created_at, entry.created_at);
  status.updated_at = std::max(status.updated_at, entry.updated_at.value_or(status.updated_at));
  return status;
}

bool looks_alike(const store::CustomStatusRow& left, const store::CustomStatusRow& right) {
  return left.name == right.name && left.emoji == right.emoji;
}

}  // namespace

CustomStatusImport::CustomStatusImport(ImportRun& run, std::int64_t account_id)
    : run_(run),
      account_id_(account_id),
      entries_(run.directory().custom_statuses),
      store_(run.connection()),
      statuses_(run.connection()) {}

domain::DocumentPlace CustomStatusImport::place(std::size_t index) const {
  return domain::DocumentPlace().key("custom_statuses").item(index);
}

const store::CustomStatusRow* CustomStatusImport::find(const Uuid& id) const {
  const auto found = rows_.find(id);
  return found == rows_.end() ? nullptr : &found->second;
}

bool CustomStatusImport::is_destroyed(const Uuid& id) const {
  const Row* status = find(id);
  return status != nullptr && status->destroyed_at.has_value();
}

void CustomStatusImport::apply() {
  for (Row& status : store_.all(account_id_)) rows_.emplace(status.uuid, status);
  for (std::size_t index = 0; index < entries_.size(); ++index) destroy(index);
  for (const Entry& entry : entries_) park(entry);
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    write(index);
    if (!run_.advance()) return;
  }
}

void CustomStatusImport::destroy(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.removed || entry.left_out) return;
  const Row* stored = find(entry.id);
  if (stored == nullptr || stored->destroyed_at) {
    ImportRun::count(run_.report().custom_statuses, ImportOutcome::kUnchanged);
    return;
  }
  Row status = *stored;
  unassign(statuses_, store_.holders(status.id), Origin(), std::nullopt, run_.now());
  status.destroyed_at = run_.now();
  store_.update(status);
  finish(index, status, ImportOutcome::kRemoved);
}

void CustomStatusImport::park(const Entry& entry) {
  const Row* stored = find(entry.id);
  if (entry.removed || entry.left_out || stored == nullptr || stored->destroyed_at) return;
  if (with_entry(*stored, entry).name_folded != stored->name_folded) store_.park_name(*stored);
}

void CustomStatusImport::write(std::size_t index) {
  const Entry& entry = entries_[index];
  if (entry.removed || entry.left_out) return;
  run_.refuse_future(place(index).key("createdAt"), entry.created_at);
  run_.refuse_future(place(index).key("updatedAt"), entry.updated_at);
  const Row* stored = find(entry.id);
  if (stored == nullptr) {
    create(index);
  } else if (stored->destroyed_at) {
    run_.settle_as_left(run_.report().custom_statuses, place(index), stored->name,
                        "The custom status \"" + stored->name + "\" (" + entry.id.dashed() +
                            ") was destroyed, and stays so; the document still has it.");
  } else {
    update(index, *stored);
  }
}

void CustomStatusImport::create(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.name) run_.refuse(place(index).key("name"), "is required for a new custom status");
  Row status;
  status.uuid = entry.id;
  status.created_at = entry.created_at.value_or(run_.now());
  status.updated_at = status.created_at;
  status = with_entry(status, entry);
  claim_name(index, status);
  status.id = store_.insert(account_id_, status);
  store_.add_revision(status, status.created_at);
  finish(index, status, ImportOutcome::kCreated);
}

void CustomStatusImport::update(std::size_t index, const Row& stored) {
  const Entry& entry = entries_[index];
  Row status = with_entry(stored, entry);
  const bool is_renamed = !looks_alike(status, stored);
  // A document that still has the instant of an earlier change does not know better.
  if (is_renamed && status.updated_at == stored.updated_at) status.updated_at = run_.now();
  if (status == stored) {
    ImportRun::count(run_.report().custom_statuses, ImportOutcome::kUnchanged);
    return;
  }
  if (status.name_folded != stored.name_folded && !claim_name(index, status)) return;
  store_.update(status);
  if (is_renamed) store_.add_revision(status, run_.now());
  run_.change_key("name", status.name != stored.name);
  run_.change_key("emoji", status.emoji != stored.emoji);
  run_.change_key("createdAt", status.created_at != stored.created_at);
  run_.change_key("updatedAt", status.updated_at != stored.updated_at);
  finish(index, status, ImportOutcome::kChanged);
}

bool CustomStatusImport::claim_name(std::size_t index, Row& status) {
  const bool is_free = !store_.find_id_by_name(account_id_, status.name_folded);
  if (status.name.empty() || !is_free) status.name_folded = store::parked_text(status.uuid);
  if (!is_free) run_.refuse(place(index).key("name"), "is the name of another custom status");
  return is_free;
}

void CustomStatusImport::finish(std::size_t index, const Row& status, ImportOutcome outcome) {
  run_.settle(run_.report().custom_statuses, outcome, place(index), status.name);
  rows_.insert_or_assign(status.uuid, status);
  run_.change_catalogue();
}

}  // namespace onduty::engine
