#include "onduty/history_import.h"

#include <utility>

#include "engine/core.h"
#include "engine/past_import.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "json/history_lines.h"
#include "onduty/account.h"

namespace onduty {

class HistoryImport::Reader {
 public:
  json::HistoryLines lines;
};

HistoryImport::HistoryImport(std::shared_ptr<engine::Core> core, std::int64_t account_id)
    : core_(std::move(core)), account_id_(account_id), reader_(std::make_unique<Reader>()) {}
HistoryImport::HistoryImport(HistoryImport&&) noexcept = default;
HistoryImport& HistoryImport::operator=(HistoryImport&&) noexcept = default;
HistoryImport::~HistoryImport() = default;

void HistoryImport::add(std::string_view bytes) { reader_->lines.add(bytes); }

void HistoryImport::finish_async(HistoryImportOptions options, Done done) {
  // Shared, since a std::function has to be copyable and this is large.
  const auto past = std::make_shared<const domain::PastChanges>(reader_->lines.finish());
  engine::submit_call<HistoryImportReport>(
      core_->writer(),
      [past, account_id = account_id_, options = std::move(options)](store::Session& session, Instant now) {
        return engine::import_past(session, account_id, *past, options, now);
      },
      std::move(done), engine::WriteLength::kLong);
}

Result<HistoryImportReport> HistoryImport::finish(HistoryImportOptions options) {
  engine::Waiting<HistoryImportReport> waiting;
  finish_async(std::move(options), waiting.done());
  return waiting.result();
}

HistoryImport Account::start_history_import() const { return {core_, id_}; }

}  // namespace onduty
