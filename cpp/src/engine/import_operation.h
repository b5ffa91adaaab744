// One directory document on its way through the writer.
#pragma once

#include <functional>
#include <optional>

#include "domain/directory.h"
#include "engine/write_operation.h"
#include "onduty/directory.h"
#include "onduty/result.h"

namespace onduty::engine {

class ImportOperation final : public WriteOperation {
 public:
  using Done = std::function<void(Result<ImportReport>)>;

  ImportOperation(domain::Directory directory, ImportOptions options, Done done);

  void apply(store::Session& session, Instant now) override;
  void finish(const std::optional<Error>& failure) override;
  bool is_long() const override { return true; }

 private:
  const domain::Directory directory_;
  const ImportOptions options_;
  Done done_;
  std::optional<Result<ImportReport>> result_;
};

}  // namespace onduty::engine
