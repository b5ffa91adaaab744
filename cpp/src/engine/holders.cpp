#include "engine/holders.h"

#include "domain/catalogue.h"

namespace onduty::engine {

void unassign(store::StatusStore& statuses, const std::vector<Holder>& holders, const Origin& destroyer,
              const std::optional<std::int64_t>& change_set_id, Instant now) {
  StatusUpdate update;
  update.custom_status = CustomStatusUpdate::clear();
  const Origin origin{Way::kDestroyed, destroyer.actor, destroyer.api_key_id};
  const domain::Catalogue nothing;  // the update refers to nothing
  for (const auto& [user, state] : holders) {
    const auto decision = domain::decide_status(state, user, update, std::nullopt, nothing, now);
    if (decision.ok()) statuses.record(state, decision.value(), origin, std::nullopt, change_set_id);
  }
}

}  // namespace onduty::engine
