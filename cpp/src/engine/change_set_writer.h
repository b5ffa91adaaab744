// Writes what belongs to one change set, which begins with the first thing that is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/status_decision.h"
#include "engine/contact_move.h"
#include "engine/present.h"
#include "onduty/instant.h"
#include "onduty/origin.h"
#include "store/session.h"

namespace onduty::engine {

// Refers to the session, which must outlive it. REQUIRES: in a write transaction, in which no custom status is made,
// renamed or destroyed.
class ChangeSetWriter {
 public:
  ChangeSetWriter(store::Session& session, std::int64_t account_id, Origin origin, std::optional<std::string> reason,
                  Instant now);
  ChangeSetWriter(const ChangeSetWriter&) = delete;  // It is one transaction's.
  ChangeSetWriter& operator=(const ChangeSetWriter&) = delete;

  // REQUIRES: `decision.changed`; `before` is what is stored.
  void write(const Uuid& user, const domain::UserState& before, const domain::StatusDecision& decision);
  // REQUIRES: they differ; `before` is what is stored.
  void write(const ContactMove& move);

  // The set's row; none while nothing was written.
  const std::optional<std::int64_t>& change_set_id() const { return change_set_id_; }
  // The states that were written, in order.
  PresentStates take_changed() { return std::move(changed_); }

 private:
  std::int64_t ensure_change_set();

  store::Session& session_;
  const std::int64_t account_id_;
  const Origin origin_;
  const std::optional<std::string> reason_;
  const Instant now_;
  store::StatusStore::Revisions revisions_;
  std::optional<std::int64_t> change_set_id_;
  PresentStates changed_;
};

}  // namespace onduty::engine
