// One status update on its way through the writer.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/write_operation.h"
#include "onduty/account.h"

namespace onduty::engine {

class StatusOperation final : public WriteOperation {
 public:
  StatusOperation(std::int64_t account_id, StatusRequest request, Account::UpdateDone done);

  void apply(store::Session& session, Instant now) override;
  void finish(const std::optional<Error>& failure) override;

 private:
  Result<StatusChange> decide_and_write(store::Session& session, Instant now);

  const std::int64_t account_id_;
  StatusRequest request_;
  Account::UpdateDone done_;
  std::optional<Result<StatusChange>> result_;
};

}  // namespace onduty::engine
