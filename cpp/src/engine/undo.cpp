#include "engine/undo.h"

#include <span>
#include <utility>
#include <vector>

#include "domain/change_set_id.h"
#include "engine/bulk_write.h"
#include "engine/change_set_writer.h"
#include "engine/contact_undo.h"
#include "engine/refusals.h"

namespace onduty::engine {
namespace {

using Entries = std::vector<store::UndoEntry>;

// The entries that are to be taken back.
struct Undone {
  Entries entries;                                // by user and version
  std::vector<store::UndoContactEntry> contacts;  // by contact and seq
};

Error no_change_set() { return Error::with_message(ErrorCode::kNotFound, "There is no such change set."); }

Undone of_set(store::Session& session, std::int64_t change_set_id) {
  return {session.undo().entries(change_set_id), session.undo().contact_entries(change_set_id)};
}

// A user's update with its hand-off.
Undone of_entry(store::Session& session, store::UndoEntry entry) {
  Undone undone;
  if (entry.change_set_id) {
    undone.contacts = session.undo().contact_entries_of(*entry.change_set_id, entry.user_id);
  }
  undone.entries.push_back(std::move(entry));
  return undone;
}

Result<Undone> find_undone(store::Session& session, std::int64_t account_id, const UndoRequest& request) {
  if (!request.id) return Undone();
  const bool is_set = request.kind == UndoRequest::Kind::kChangeSet;
  if (is_set && !domain::is_of_entry(*request.id)) {
    const std::int64_t row_id = domain::row_or_entry_of(*request.id);
    if (!session.undo().has_set(account_id, row_id)) return no_change_set();
    return of_set(session, row_id);
  }
  auto entry = session.undo().entry(account_id, is_set ? domain::row_or_entry_of(*request.id) : *request.id);
  if (is_set && (!entry || entry->change_set_id)) return no_change_set();
  if (!entry) return Error::with_message(ErrorCode::kNotFound, "The history has no such entry.");
  return of_entry(session, *std::move(entry));
}

Origin as_undo(Origin origin) {
  origin.way = Way::kUndo;
  return origin;
}

class Undoing {
 public:
  Undoing(store::Session& session, std::int64_t account_id, const UndoRequest& request, Instant now)
      : session_(session),
        account_id_(account_id),
        now_(now),
        catalogue_(session.directory(), account_id),
        writer_(session, account_id, as_undo(request.origin), request.reason, now) {}

  ChangeSetOutcome undo(const Undone& undone) {
    const std::span<const store::UndoEntry> entries(undone.entries);
    for (std::size_t begin = 0; begin < entries.size();) {
      std::size_t end = begin + 1;
      while (end < entries.size() && entries[end].user_id == entries[begin].user_id) ++end;
      undo_user(entries.subspan(begin, end - begin));
      begin = end;
    }
    undo_contacts(session_, undone.contacts, writer_, change_set_);
    if (const auto& id = writer_.change_set_id()) change_set_.id = domain::change_set_of_row(*id);
    return {std::move(change_set_), writer_.take_changed()};
  }

 private:
  // `entries` are one user's, in order.
  void undo_user(std::span<const store::UndoEntry> entries) {
    const store::UndoEntry& first = entries.front();
    const std::int64_t last_version = entries.back().version;
    if (first.is_removed) return skip(note_of_user(first.user, Error::of(ErrorCode::kUserNotFound)));
    const auto state = session_.statuses().find(account_id_, first.user);
    const bool is_one_run = last_version - first.version + 1 == static_cast<std::int64_t>(entries.size());
    if (!state || state->version != last_version || !is_one_run) {
      return skip(note_of_user(first.user, kChangedSince, "The user's status was changed since."));
    }
    restore(first, *state);
  }

  void restore(const store::UndoEntry& entry, const domain::UserState& state) {
    StatusUpdate update;
    update.available = entry.available_before;
    update.custom_status = CustomStatusUpdate::clear();
    if (entry.custom_status_before) restore_custom_status(entry, update);
    const auto decision = domain::decide_status(state, entry.user, update, std::nullopt, catalogue_, now_);
    if (!decision.ok()) return skip(note_of_user(entry.user, decision.error()));
    if (decision.value().changed) writer_.write(entry.user, state, decision.value());
    ++(decision.value().changed ? change_set_.applied : change_set_.unchanged);
  }

  void restore_custom_status(const store::UndoEntry& entry, StatusUpdate& update) {
    if (catalogue_.find_custom_status(*entry.custom_status_before)) {
      update.custom_status = CustomStatusUpdate::assign(*entry.custom_status_before);
    } else {
      change_set_.notes.push_back(note_of_user(entry.user, "custom_status_destroyed",
                                               "The custom status was destroyed since; the user has none now."));
    }
  }

  void skip(ChangeSetNote note) { change_set_.skipped.push_back(std::move(note)); }

  store::Session& session_;
  const std::int64_t account_id_;
  const Instant now_;
  const RememberingCatalogue catalogue_;
  ChangeSetWriter writer_;
  ChangeSet change_set_;
};

ParamErrors refusals_of(const UndoRequest& request) {
  ParamErrors refused = request.refused;
  refuse_bad_origin(request.origin, refused);
  refuse_bad_idempotency(request.origin, request.idempotency, refused);
  refuse_bad_reason(request.reason, refused);
  return refused;
}

}  // namespace

Result<ChangeSetOutcome> undo(store::Session& session, std::int64_t account_id, const UndoRequest& request,
                              Instant now) {
  const auto undone = find_undone(session, account_id, request);
  if (!undone.ok()) return undone.error();
  ParamErrors refused = refusals_of(request);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  return Undoing(session, account_id, request, now).undo(undone.value());
}

}  // namespace onduty::engine
