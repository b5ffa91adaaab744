// The rules of a status update, as a pure function.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/catalogue.h"
#include "domain/contact_decision.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty::domain {

// What the store keeps of a user's present. Row ids instead of uuids; everything that decisions need.
struct UserState {
  std::int64_t user_id = 0;
  bool available = false;
  std::optional<std::int64_t> custom_status_id;
  Instant available_at;
  Instant custom_status_at;
  std::int64_t version = 0;  // also the number of the user's history entries

  // The instant of the user's last history entry, or of the user's creation.
  Instant last_at() const { return available_at < custom_status_at ? custom_status_at : available_at; }

  friend bool operator==(const UserState&, const UserState&) = default;
};

// The state of a user whom nobody has set: away, nothing assigned, clocks at the creation (U6).
UserState initial_state(std::int64_t user_id, Instant created_at);

struct StatusDecision {
  UserState after;
  bool changed = false;  // then after differs from before and belongs in the history, at after.last_at()
  std::optional<ContactChange> hand_off;  // for every contact that is assigned to the user
};

// Decides one update (S2 to S9, U1 to U5, U7, U11, H1). Every parameter at fault is named in one error, before the
// precondition is looked at. Errors: kInvalidParams, kPreconditionFailed.
Result<StatusDecision> decide_status(const UserState& before, const Uuid& user, const StatusUpdate& update,
                                     const std::optional<IfVersion>& if_version, const Catalogue& catalogue,
                                     Instant now);

}  // namespace onduty::domain
