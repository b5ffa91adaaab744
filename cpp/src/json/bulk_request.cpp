#include "json/bulk_request.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "json/document.h"
#include "json/lines.h"
#include "json/request_keys.h"
#include "json/status_request.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

void read_if_version(element value, BulkUpdate& update) {
  std::int64_t version = 0;
  if (value.get(version) == simdjson::SUCCESS) {
    update.more().if_version = IfVersion{false, {version}};
  } else {
    update.refuse("if_version", "must be an integer");
  }
}

// Tells whether a key of an update came before. Most objects have a few keys that are known, so a list is enough for
// them; the names must outlive it.
class UpdateKeys {
 public:
  bool is_new(std::string_view name) {
    if (count_ == kFew) return rest_.is_new(name) && !is_among_few(name);
    if (is_among_few(name)) return false;
    few_[count_++] = name;
    return true;
  }

 private:
  static constexpr std::size_t kFew = 8;

  bool is_among_few(std::string_view name) const {
    return std::find(few_.begin(), few_.begin() + static_cast<std::ptrdiff_t>(count_), name) !=
           few_.begin() + static_cast<std::ptrdiff_t>(count_);
  }

  std::array<std::string_view, kFew> few_;
  std::size_t count_ = 0;
  KeysSeen rest_;
};

void take(StatusUpdate& read, BulkUpdate& update) {
  update.user = read.user;
  update.available = read.available;
  update.custom_status = read.custom_status;
  update.reason = std::move(read.reason);
  if (!read.refused.empty()) update.more().refused.merge(read.refused);
  if (read.hand_off.asks() || !read.hand_off.refused.empty()) update.more().hand_off = std::move(read.hand_off);
}

BulkUpdate read_update(const object& keys) {
  BulkUpdate update;
  StatusUpdate read;
  UpdateKeys seen;
  bool has_user = false;
  for (const auto& [name, value] : keys) {
    if (!seen.is_new(name)) {
      update.refuse(name, "is given twice");
    } else if (name == "if_version") {
      read_if_version(value, update);
    } else if (!read_status_key(name, value, read)) {
      update.refuse(name, "is not a parameter of an update");
    }
    has_user = has_user || name == "uuid";
  }
  if (!has_user) update.refuse("uuid", "is required");
  take(read, update);
  return update;
}

BulkUpdate read_update(element value) {
  object keys;
  if (value.get(keys) == simdjson::SUCCESS) return read_update(keys);
  BulkUpdate update;
  update.refuse("body", "must be an object");
  return update;
}

void read_updates(element value, BulkRequest& request) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) {
    request.refused.add("updates", "must be a list of updates");
    return;
  }
  request.updates.reserve(list.size());
  for (const element item : list) request.updates.push_back(read_update(item));
}

bool read_key(std::string_view name, element value, BulkRequest& request) {
  if (name == "updates") {
    read_updates(value, request);
  } else if (name == "atomic") {
    if (value.get(request.atomic) != simdjson::SUCCESS) request.refused.add("atomic", "must be true or false");
  } else {
    return false;
  }
  return true;
}

}  // namespace

Result<BulkRequest> parse_bulk(std::string_view body) {
  if (body.size() > kBulkBodySizeMax) return Error::of(ErrorCode::kBodyTooLarge);
  DocumentParser parser;  // not kept: it holds many times the body's size
  auto keys = parser.parse_object(body);
  if (!keys.ok()) return std::move(keys).error();
  BulkRequest request;
  KeysSeen seen;
  for (const auto& [name, value] : keys.value()) {
    if (!seen.is_new(name)) {
      request.refused.add(name, "is given twice");
    } else if (!read_key(name, value, request)) {
      request.refused.add(name, "is not a parameter of this request");
    }
  }
  if (seen.is_new("updates")) request.refused.add("updates", "is required");
  return request;
}

BulkUpdate parse_bulk_line(std::string_view line, std::size_t number) {
  thread_local DocumentParser parser;
  const auto keys = parse_line(parser, line);
  if (keys.ok()) return read_update(keys.value());
  BulkUpdate update;
  update.more().unreadable =
      Error::with_message(keys.error().code, "Line " + std::to_string(number) + " " + keys.error().message);
  return update;
}

}  // namespace onduty::json
