#include "json/custom_status_request.h"

#include <optional>
#include <string>

#include "json/request_keys.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;

void read_name(element value, CustomStatusDraft& draft) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    draft.name = std::string(text);
  } else {
    draft.refused.add("name", "must be a string");
  }
}

void read_emoji(element value, CustomStatusDraft& draft) {
  std::string_view text;
  if (value.is_null()) {
    draft.emoji.emplace(std::nullopt);
  } else if (value.get(text) == simdjson::SUCCESS) {
    draft.emoji.emplace(std::string(text));
  } else {
    draft.refused.add("emoji", "must be a string or null");
  }
}

}  // namespace

Result<CustomStatusDraft> parse_custom_status_draft(std::string_view body) {
  CustomStatusDraft draft;
  auto read = read_keys(body, draft.refused, [&](std::string_view name, element value) {
    if (name != "name" && name != "emoji") return false;
    (name == "name" ? read_name : read_emoji)(value, draft);
    return true;
  });
  if (!read.ok()) return std::move(read).error();
  return draft;
}

}  // namespace onduty::json
