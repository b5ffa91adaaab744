#include "engine/contact_undo.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "engine/change_set_outcome.h"
#include "json/contact_difference.h"

namespace onduty::engine {
namespace {

using domain::ContactState;
using Entries = std::span<const store::UndoContactEntry>;

class ContactUndoing {
 public:
  ContactUndoing(store::UndoStore& store, store::ChangeStore& changes, ChangeSetWriter& writer, ChangeSet& change_set)
      : store_(store), changes_(changes), writer_(writer), change_set_(change_set) {}

  // `entries` are one contact's, in order.
  void undo(Entries entries) {
    const auto row = store_.contact(entries.front().contact_id);
    if (!row) return;
    if (row->removed_at) {
      return skip(row->uuid, std::string(error_name(ErrorCode::kContactNotFound)), "The contact was removed since.");
    }
    const ContactState now = changes_.read_state(*row);
    if (!is_untouched(entries, now)) return skip(row->uuid, kChangedSince, "The contact was changed since.");
    restore(*row, now, entries);
  }

 private:
  // Imports change contacts and leave no entry, so what the contact has is looked at too.
  bool is_untouched(Entries entries, const ContactState& now) {
    const auto since = store_.contact_entries_since(entries.front().contact_id, entries.front().seq);
    if (since != static_cast<std::int64_t>(entries.size())) return false;
    ContactState left = now;
    for (const store::UndoContactEntry& entry : entries) {
      auto next = json::with_side(std::move(left), entry.after);
      if (!next.ok()) return false;
      left = std::move(next).value();
    }
    drop_removed_tags(left);
    return left == now;
  }

  void restore(const store::ContactRow& row, const ContactState& now, Entries entries) {
    ContactState before = now;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      auto next = json::with_side(std::move(before), entry->before);
      if (!next.ok()) return skip(row.uuid, std::string(error_name(next.error().code)), next.error().message);
      before = std::move(next).value();
    }
    if (drop_what_is_removed(before, now)) {
      change_set_.notes.push_back(note_of_contact(
          row.uuid, "reference_removed", "What the contact had was removed since, in part; it has it no more."));
    }
    if (before != now) writer_.write({row, now, before, entries.front().user_id});
    ++(before != now ? change_set_.applied : change_set_.unchanged);
  }

  bool drop_removed_tags(ContactState& contact) {
    auto& tags = contact.tag_ids;
    const auto end = std::remove_if(tags.begin(), tags.end(), [this](std::int64_t id) { return !store_.has_tag(id); });
    const bool drops = end != tags.end();
    tags.erase(end, tags.end());
    return drops;
  }

  // Fields that it has now stay, whatever became of them.
  bool drop_removed_fields(ContactState& contact, const ContactState& now) {
    const auto dropped = std::erase_if(contact.field_values, [&](const auto& field) {
      return now.field_values.count(field.first) == 0 && !store_.has_field(field.first);
    });
    return dropped > 0;
  }

  // False where nothing had to be dropped.
  bool drop_what_is_removed(ContactState& contact, const ContactState& now) {
    const bool drops_tags = drop_removed_tags(contact);
    const bool drops_fields = drop_removed_fields(contact, now);
    const bool drops_user = contact.assigned_user_id && !store_.has_user(*contact.assigned_user_id);
    if (drops_user) contact.assigned_user_id.reset();
    const bool drops_team = contact.team_id && !store_.has_team(*contact.team_id);
    if (drops_team) contact.team_id.reset();
    return drops_tags || drops_fields || drops_user || drops_team;
  }

  void skip(const Uuid& contact, std::string code, std::string message) {
    change_set_.skipped.push_back(note_of_contact(contact, std::move(code), std::move(message)));
  }

  store::UndoStore& store_;
  store::ChangeStore& changes_;
  ChangeSetWriter& writer_;
  ChangeSet& change_set_;
};

}  // namespace

void undo_contacts(store::Session& session, const std::vector<store::UndoContactEntry>& entries,
                   ChangeSetWriter& writer, ChangeSet& change_set) {
  ContactUndoing undoing(session.undo(), session.changes(), writer, change_set);
  const Entries all(entries);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].contact_id == all[begin].contact_id) ++end;
    undoing.undo(all.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace onduty::engine
