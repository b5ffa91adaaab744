#include "engine/change_set_writer.h"

#include <utility>

namespace onduty::engine {

ChangeSetWriter::ChangeSetWriter(store::Session& session, std::int64_t account_id, Origin origin,
                                 std::optional<std::string> reason, Instant now)
    : session_(session), account_id_(account_id), origin_(std::move(origin)), reason_(std::move(reason)), now_(now) {}

void ChangeSetWriter::write(const Uuid& user, const domain::UserState& before, const domain::StatusDecision& decision) {
  session_.statuses().record(before, decision, origin_, reason_, ensure_change_set(), &revisions_);
  changed_.emplace_back(UserKey{account_id_, user}, decision.after);
}

void ChangeSetWriter::write(const ContactMove& move) {
  session_.changes().record(move.row, move.before, move.after, ensure_change_set(), move.user_id);
}

std::int64_t ChangeSetWriter::ensure_change_set() {
  if (!change_set_id_) change_set_id_ = session_.changes().insert_set(account_id_, now_, origin_, reason_);
  return *change_set_id_;
}

}  // namespace onduty::engine
