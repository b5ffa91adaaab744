// A user's present, as decisions need it and as the API shows it.
#pragma once

#include <cstdint>
#include <optional>

#include "onduty/instant.h"
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

// The state as the API shows it. REQUIRES: `custom_status` is the one of the state.
Status status_of(const UserState& state, const Uuid& user, std::optional<CustomStatus> custom_status);

}  // namespace onduty::domain
