#include "engine/history_reads.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace onduty::engine {
namespace {

void check_bounds(const HistoryQuery& query, ParamErrors& refused) {
  if (query.limit < 1 || query.limit > kHistoryLimitMax) {
    refused.add("limit", "must be a number from 1 to " + std::to_string(kHistoryLimitMax));
  }
  if (query.after < 0) refused.add("after", "must be the seq of an entry, or 0");
  if (query.since && query.until && *query.until < *query.since) refused.add("until", "must not be before since");
}

store::HistoryRange range_of(const HistoryQuery& query) {
  using Limits = std::numeric_limits<std::int64_t>;
  return {query.since.value_or(Instant{Limits::min()}), query.until.value_or(Instant{Limits::max()}), query.after,
          query.limit, query.latest};
}

}  // namespace

Result<std::vector<HistoryEntry>> read_history(store::Session& session, std::int64_t account_id,
                                               const HistoryQuery& query) {
  const auto user = query.user ? session.statuses().find(account_id, *query.user) : std::nullopt;
  if (query.user && !user) return Error::of(ErrorCode::kUserNotFound);
  ParamErrors refused = query.refused;
  check_bounds(query, refused);
  const auto team_id = query.team ? session.directory().find_team(account_id, *query.team) : std::nullopt;
  if (query.team && !team_id) refused.add("team", "is not a team of this account");
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  if (!user) return session.history().of_account(account_id, team_id, range_of(query));
  if (team_id && !session.history().is_member(*team_id, user->user_id)) return std::vector<HistoryEntry>();
  return session.history().of_user(user->user_id, range_of(query));
}

}  // namespace onduty::engine
