#include "onduty/history_api.h"

#include <string>
#include <utility>
#include <vector>

#include "domain/request_text.h"
#include "engine/parameter_text.h"
#include "json/history_answers.h"

namespace onduty {
namespace {

constexpr std::int64_t kLimit = 100;  // where none is asked for
constexpr std::int64_t kLimitMax = 1000;

std::optional<std::int64_t> parse_limit(std::string_view text) {
  const auto limit = domain::parse_number(text);
  return limit && *limit >= 1 && *limit <= kLimitMax ? limit : std::nullopt;
}

HistoryQuery read_query(const HistoryCall& call) {
  HistoryQuery query;
  query.refused = call.refused;
  ParamErrors& refused = query.refused;
  if (call.user) query.user = Uuid::parse(*call.user).value_or(Uuid());
  query.after =
      engine::read_param("after", call.after, domain::parse_number, "must be the seq of an entry, or 0", refused)
          .value_or(0);
  query.since = engine::read_instant("since", call.since, refused);
  query.until = engine::read_instant("until", call.until, refused);
  query.team = engine::read_uuid("team", call.team, refused);
  query.limit = engine::read_param("limit", call.limit, parse_limit,
                                   "must be a number from 1 to " + std::to_string(kLimitMax), refused)
                    .value_or(kLimit);
  return query;
}

AsOfQuery read_query(const AsOfCall& call) {
  AsOfQuery query;
  query.refused = call.refused;
  query.at = engine::read_instant("at", call.at, query.refused);
  query.team = engine::read_uuid("team", call.team, query.refused);
  query.part.page = engine::read_page(call.page, query.refused);
  return query;
}

}  // namespace

Result<Answer> history_answer(const Account& account, const HistoryCall& call) {
  HistoryQuery query = read_query(call);
  const auto limit = static_cast<std::size_t>(query.limit);
  ++query.limit;  // one more tells whether there are more
  auto found = account.history(query);
  if (!found.ok()) return std::move(found).error();
  std::vector<HistoryEntry>& entries = found.value();
  const bool are_more = entries.size() > limit;
  if (are_more) entries.resize(limit);
  const auto next = are_more ? std::optional(entries.back().seq) : std::nullopt;
  return Answer{json::history_answer(entries, next), std::nullopt, 200, false};
}

Result<Answer> as_of_answer(const Account& account, const AsOfCall& call) {
  const auto found = account.as_of(read_query(call));
  if (!found.ok()) return found.error();
  return Answer{json::as_of_answer(found.value()), std::nullopt, 200, false};
}

}  // namespace onduty
