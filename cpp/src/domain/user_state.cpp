#include "domain/user_state.h"

#include <utility>

namespace onduty::domain {

UserState initial_state(std::int64_t user_id, Instant created_at) {
  UserState state;
  state.user_id = user_id;
  state.available_at = created_at;
  state.custom_status_at = created_at;
  return state;
}

Status status_of(const UserState& state, const Uuid& user, std::optional<CustomStatus> custom_status) {
  return {user, state.available, state.available_at, std::move(custom_status), state.custom_status_at, state.version};
}

}  // namespace onduty::domain
