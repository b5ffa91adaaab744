#include "engine/bulk.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "domain/change_set_id.h"
#include "domain/document_place.h"
#include "engine/bulk_write.h"
#include "engine/refusals.h"

namespace onduty::engine {
namespace {

// What a parameter of an atomic bulk is called: by its place in the request.
void add_refusal(ParamErrors& refused, std::size_t index, const Error& error) {
  const domain::DocumentPlace root;
  const domain::DocumentPlace list = root.key("updates");
  const domain::DocumentPlace place = list.item(index);
  for (const auto& [param, reasons] : error.params.entries()) {
    for (const std::string& reason : reasons) refused.add(place.key(param).pointer(), reason);
  }
  if (!error.params.empty()) return;
  const char* param = error.code == ErrorCode::kPreconditionFailed ? "if_version" : "uuid";
  refused.add(error.code == ErrorCode::kMalformedJson ? place.pointer() : place.key(param).pointer(), error.message);
}

ParamErrors refusals_in(const std::vector<BulkResult>& results) {
  ParamErrors refused;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].error) add_refusal(refused, i, *results[i].error);
  }
  return refused;
}

BulkPart write_all(store::Session& session, Bulk& bulk, std::span<BulkUpdate> updates, Instant now) {
  BulkWrite write(session, bulk.account_id, bulk.options, bulk.change_set_id, now);
  BulkPart part;
  part.results.reserve(updates.size());
  for (BulkUpdate& update : updates) part.results.push_back(write.apply(update));
  part.change_set_id = write.change_set_id();
  bulk.changed = write.take_changed();
  return part;
}

Result<BulkPart> write_all_or_nothing(store::Session& session, Bulk& bulk, std::span<BulkUpdate> updates, Instant now) {
  session.begin_part();
  BulkPart part = write_all(session, bulk, updates, now);
  ParamErrors refused = refusals_in(part.results);
  if (!refused.empty()) {
    session.undo_part();
    bulk.changed.clear();
    return Error::invalid_params(std::move(refused));
  }
  session.keep_part();
  return part;
}

void count(BulkReport& report, const std::vector<BulkResult>& results) {
  for (const BulkResult& result : results) {
    report.changed += result.outcome == BulkResult::Outcome::kChanged ? 1 : 0;
    report.unchanged += result.outcome == BulkResult::Outcome::kUnchanged ? 1 : 0;
    report.refused += result.outcome == BulkResult::Outcome::kRefused ? 1 : 0;
  }
}

}  // namespace

ParamErrors refusals_of(const BulkOptions& options) {
  ParamErrors refused;
  refuse_bad_origin(options.origin(), refused);
  refuse_bad_reason(options.reason, refused);
  return refused;
}

std::size_t end_of_part(std::span<const BulkUpdate> updates, std::size_t begin) {
  const std::size_t end_max = std::min(updates.size(), begin + kBulkPartSize);
  std::size_t end = begin;
  while (end < end_max && !updates[end].hands_off()) ++end;
  return end < end_max ? end + 1 : end;
}

Result<BulkPart> carry_out(store::Session& session, Bulk& bulk, std::span<BulkUpdate> updates, Instant now) {
  bulk.changed.clear();
  if (bulk.stopped) return Error::of(ErrorCode::kOverloaded);
  const auto& api_key_id = bulk.options.api_key_id;
  if (api_key_id && !session.directory().is_api_key_active(*api_key_id)) return Error::of(ErrorCode::kUnauthorized);
  if (bulk.options.atomic) return write_all_or_nothing(session, bulk, updates, now);
  BulkPart part = write_all(session, bulk, updates, now);
  bulk.change_set_id = part.change_set_id;
  return part;
}

void publish(Bulk& bulk, PresentChanges& changes) {
  std::move(bulk.changed.begin(), bulk.changed.end(), std::back_inserter(changes.states));
  bulk.changed.clear();
}

void add_part(BulkReport& report, BulkPart part) {
  count(report, part.results);
  if (part.change_set_id) report.change_set = domain::change_set_of_row(*part.change_set_id);
  if (report.results.empty()) {
    report.results = std::move(part.results);
  } else {
    std::move(part.results.begin(), part.results.end(), std::back_inserter(report.results));
  }
}

}  // namespace onduty::engine
