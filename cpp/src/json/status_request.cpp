#include "json/status_request.h"

#include <algorithm>
#include <array>
#include <string>

#include "json/contact_update.h"
#include "json/request_keys.h"

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

}  // namespace

bool read_status_key(std::string_view name, element value, StatusUpdate& update) {
  const auto key = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& k) { return k.name == name; });
  if (key == kKeys.end()) return read_hand_off_key(name, value, update.hand_off);
  key->read(value, update);
  return true;
}

Result<StatusUpdate> parse_status_update(std::string_view body) {
  StatusUpdate update;
  auto read = read_keys(body, update.refused,
                        [&](std::string_view name, element value) { return read_status_key(name, value, update); });
  if (!read.ok()) return std::move(read).error();
  return update;
}

}  // namespace onduty::json
