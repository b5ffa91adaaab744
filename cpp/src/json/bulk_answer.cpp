#include "json/bulk_answer.h"

#include "base/json_text.h"
#include "json/reasons_text.h"

namespace onduty::json {
namespace {

constexpr std::size_t kResultSize = 96;  // bytes of a typical result

// As the answer to a failed request tells it.
void append_error(std::string& out, const Error& error) {
  out += ",\"code\":";
  base::append_string(out, error_name(error.code));
  out += ",\"error\":";
  if (error.params.empty()) {
    base::append_string(out, std::string_view(error.message));
  } else {
    append_reasons(out, error.params);
  }
}

}  // namespace

void append_bulk_result(std::string& out, const BulkResult& result) {
  out += "{\"uuid\":";
  base::append_string(out, result.user ? std::optional(result.user->hex()) : std::nullopt);
  out += ",\"outcome\":\"";
  out += outcome_name(result.outcome);
  out += '"';
  if (result.error) {
    append_error(out, *result.error);
  } else {
    out += ",\"version\":" + std::to_string(result.version);
  }
  out += '}';
}

std::string bulk_answer(const BulkReport& report) {
  std::string out;
  out.reserve(kResultSize * (report.results.size() + 1));
  out += "{\"results\":[";
  base::append_list(out, report.results, [&](const BulkResult& result) { append_bulk_result(out, result); });
  out += "],\"change_set\":" + (report.change_set ? std::to_string(*report.change_set) : "null") + "}";
  return out;
}

}  // namespace onduty::json
