// What an account's past holds.

#include "engine/core.h"
#include "engine/history_reads.h"
#include "engine/past_reads.h"
#include "onduty/account.h"

namespace onduty {

Result<std::vector<HistoryEntry>> Account::history(const HistoryQuery& query) const {
  return core_->readers().run([&](store::Session& session) { return engine::read_history(session, id_, query); });
}

Result<AsOf> Account::as_of(const AsOfQuery& query) const {
  const auto read = [&](store::Session& session) { return engine::read_as_of(session, id_, query, core_->now()); };
  return query.part.size == 0 ? core_->readers().run_long(read) : core_->readers().run(read);
}

}  // namespace onduty
