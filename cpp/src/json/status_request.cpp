#include "json/status_request.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "json/document.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;

void read_available(element value, StatusUpdate& update) {
  bool available = false;
  if (value.get(available) == simdjson::SUCCESS) {
    update.available = available;
  } else {
    update.refused.add("available", "must be true or false");  // S3
  }
}

// The uuid in a string; the reason against it goes to `refused`.
std::optional<Uuid> read_uuid(std::string_view key, element value, std::string_view otherwise, ParamErrors& refused) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    refused.add(key, otherwise);
    return std::nullopt;
  }
  auto uuid = Uuid::parse(text);
  if (!uuid) refused.add(key, "is not a uuid");
  return uuid;
}

void read_custom_status(element value, StatusUpdate& update) {
  if (value.is_null()) {
    update.custom_status = CustomStatusUpdate::clear();  // S4
    return;
  }
  const auto id = read_uuid("custom_status_uuid", value, "must be a uuid or null", update.refused);
  if (id) update.custom_status = CustomStatusUpdate::assign(*id);
}

void read_user(element value, StatusUpdate& update) {
  update.user = read_uuid("uuid", value, "must be a uuid", update.refused);
}

void read_reason(element value, StatusUpdate& update) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    update.reason = std::string(text);
  } else {
    update.refused.add("reason", "must be a string");
  }
}

struct Key {
  std::string_view name;
  void (*read)(element, StatusUpdate&);
};

constexpr std::array<Key, 4> kKeys{{
    {"available", read_available},
    {"custom_status_uuid", read_custom_status},
    {"uuid", read_user},
    {"reason", read_reason},
}};

void read_key(std::string_view name, element value, StatusUpdate& update) {
  const auto key = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& k) { return k.name == name; });
  if (key == kKeys.end()) {
    update.refused.add(name, "is not a parameter of this request");
  } else {
    key->read(value, update);
  }
}

}  // namespace

Result<StatusUpdate> parse_status_update(std::string_view body) {
  if (body.size() > kBodySizeMax) return Error::of(ErrorCode::kBodyTooLarge);
  thread_local DocumentParser parser;
  auto object = parser.parse_object(body);
  if (!object.ok()) return std::move(object).error();
  StatusUpdate update;
  std::unordered_set<std::string_view> seen;
  for (const auto& [name, value] : object.value()) {
    if (seen.insert(name).second) {
      read_key(name, value, update);
    } else {
      update.refused.add(name, "is given twice");  // U4
    }
  }
  return update;
}

}  // namespace onduty::json
