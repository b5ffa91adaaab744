#include "json/request_keys.h"

#include "json/document.h"

namespace onduty::json {

Result<void> read_keys(std::string_view body, ParamErrors& refused,
                       const std::function<bool(std::string_view, simdjson::dom::element)>& read) {
  if (body.size() > kBodySizeMax) return Error::of(ErrorCode::kBodyTooLarge);
  thread_local DocumentParser parser;
  auto object = parser.parse_object(body);
  if (!object.ok()) return std::move(object).error();
  KeysSeen seen;
  for (const auto& [name, value] : object.value()) {
    if (!seen.is_new(name)) {
      refused.add(name, "is given twice");
    } else if (!read(name, value)) {
      refused.add(name, "is not a parameter of this request");
    }
  }
  return {};
}

std::optional<Uuid> read_uuid(std::string_view key, simdjson::dom::element value, std::string_view otherwise,
                              ParamErrors& refused) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    refused.add(key, otherwise);
    return std::nullopt;
  }
  auto uuid = Uuid::parse(text);
  if (!uuid) refused.add(key, "is not a uuid");
  return uuid;
}

}  // namespace onduty::json
