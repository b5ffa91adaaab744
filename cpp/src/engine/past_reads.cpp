#include "engine/past_reads.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "engine/list_pages.h"

namespace onduty::engine {
namespace {

// Now is whatever is recorded: where the clock was set back, a part of that has instants that are ahead (U11).
Instant horizon_of(Instant at, Instant now) {
  return at < now ? at : Instant{std::numeric_limits<std::int64_t>::max()};
}

}  // namespace

Result<AsOf> read_as_of(store::Session& session, std::int64_t account_id, const AsOfQuery& query, Instant now) {
  ParamErrors refused = query.refused;
  const auto team_id = query.team ? session.directory().find_team(account_id, *query.team) : std::nullopt;
  if (query.team && !team_id) refused.add("team", "is not a team of this account");
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  const Instant at = std::min(query.at.value_or(now), now);
  const store::PastFilter filter{account_id, team_id, horizon_of(at, now)};
  auto users = session.past().list(filter, bounds_of(query.part, {}));
  return AsOf{at, page_of(std::move(users), query.part, query.part.size == 0 ? 0 : session.past().count(filter))};
}

}  // namespace onduty::engine
