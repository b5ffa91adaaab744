// Reports over an account's history.

#include "engine/core.h"
#include "engine/time_in_status.h"
#include "onduty/account.h"

namespace onduty {

Result<TimeInStatus> Account::time_in_status(const TimeInStatusQuery& query) const {
  TimeInStatusQuery stopping = query;
  stopping.keep_going = [&] { return (!query.keep_going || query.keep_going()) && !core_->is_closed(); };
  return core_->readers().run_long(
      [&](store::Session& session) { return engine::measure_time_in_status(session, id_, stopping, core_->now()); },
      query.keep_going);
}

}  // namespace onduty
