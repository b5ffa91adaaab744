#include "engine/import_operation.h"

#include <utility>

#include "engine/directory_import.h"

namespace onduty::engine {

ImportOperation::ImportOperation(domain::Directory directory, ImportOptions options, Done done)
    : directory_(std::move(directory)), options_(std::move(options)), done_(std::move(done)) {}

void ImportOperation::apply(store::Session& session, Instant now) {
  session.begin_part();
  result_ = apply_directory(session.connection(), directory_, options_, now);
  if (session.failure()) return;  // the whole transaction is undone
  if (result_->ok() && !options_.dry_run) {
    session.keep_part();
  } else {
    session.undo_part();
  }
}

void ImportOperation::finish(const std::optional<Error>& failure) {
  done_(failure ? Result<ImportReport>(*failure) : std::move(*result_));
}

}  // namespace onduty::engine
