#include "onduty/report_api.h"

#include "engine/parameter_text.h"
#include "json/time_in_status_answer.h"

namespace onduty {
namespace {

TimeInStatusQuery read_query(const TimeInStatusCall& call) {
  TimeInStatusQuery query;
  query.start = call.start;
  query.end = call.end;
  query.bucket_starts = call.bucket_starts;
  query.rows_max = TimeInStatusCall::kRowsMax;
  query.refused = call.refused;
  query.keep_going = call.keep_going;
  if (call.by) query.by = read_report_keys(*call.by, query.refused);
  query.user = engine::read_uuid("user", call.user, query.refused);
  query.team = engine::read_uuid("team", call.team, query.refused);
  return query;
}

}  // namespace

Result<Answer> time_in_status_answer(const Account& account, const TimeInStatusCall& call) {
  const TimeInStatusQuery query = read_query(call);
  const auto report = account.time_in_status(query);
  if (!report.ok()) return report.error();
  return Answer{json::time_in_status_answer(report.value(), query, call.bucket_labels, call.time_zone), std::nullopt,
                200, false};
}

}  // namespace onduty
