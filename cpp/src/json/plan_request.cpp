#include "json/plan_request.h"

#include <simdjson.h>

#include <optional>
#include <string>

#include "domain/document_place.h"
#include "json/document.h"
#include "json/request_keys.h"
#include "json/status_request.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr domain::DocumentPlace kWhere = domain::DocumentPlace().key("where");

// Reads the conditions, and says where what it refuses stands.
class SelectionReader {
 public:
  explicit SelectionReader(PlanRequest& request) : where_(request.where), refused_(request.refused) {}

  void read(const object& keys) {
    KeysSeen seen;
    for (const auto& [name, value] : keys) {
      if (!seen.is_new(name)) {
        refuse(name, "is given twice");
      } else if (!read_key(name, value)) {
        refuse(name, "is not a condition of a plan");
      }
    }
  }

 private:
  bool read_key(std::string_view name, element value) {
    if (name == "users") {
      read_users(value);
    } else if (name == "available") {
      read_available(value);
    } else if (name == "team") {
      where_.team = uuid("team", value, "must be a uuid");
    } else if (name == "custom_status") {
      read_custom_status(value);
    } else {
      return false;
    }
    return true;
  }

  void read_users(element value) {
    where_.users.emplace();
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return refuse("users", "must be a list of uuids and e-mails");
    where_.users->reserve(list.size());
    for (const element item : list) {
      std::string_view text;
      const bool is_text = item.get(text) == simdjson::SUCCESS;
      if (!is_text) {
        refused_.add(kWhere.key("users").item(where_.users->size()).pointer(), "must be a uuid or an e-mail");
      }
      where_.users->push_back(is_text ? std::optional(std::string(text)) : std::nullopt);
    }
  }

  void read_available(element value) {
    bool available = false;
    if (value.get(available) != simdjson::SUCCESS) refuse("available", "must be true or false");
    where_.available = available;
  }

  void read_custom_status(element value) {
    if (value.is_null()) {
      where_.custom_status = CustomStatusUpdate::clear();
    } else {
      const auto id = uuid("custom_status", value, "must be a uuid or null");
      where_.custom_status = CustomStatusUpdate::assign(id.value_or(Uuid()));
    }
  }

  std::optional<Uuid> uuid(std::string_view key, element value, std::string_view otherwise) {
    return read_uuid(kWhere.key(key).pointer(), value, otherwise, refused_);
  }

  void refuse(std::string_view key, std::string_view reason) { refused_.add(kWhere.key(key).pointer(), reason); }

  PlanSelection& where_;
  ParamErrors& refused_;
};

void read_where(element value, PlanRequest& request) {
  object keys;
  if (value.get(keys) != simdjson::SUCCESS) {
    request.refused.add("where", "must be an object");
    return;
  }
  SelectionReader(request).read(keys);
  if (!request.where.asks() && request.refused.empty()) {
    request.refused.add("where",
                        "must name at least one of users, team, available, custom_status: nobody is meant by leaving "
                        "all of them out");
  }
}

// What is wrong with single keys is kept with the update, as of any other.
void read_set(element value, PlanRequest& request) {
  object keys;
  if (value.get(keys) != simdjson::SUCCESS) {
    request.refused.add("set", "must be an object");
    return;
  }
  KeysSeen seen;
  for (const auto& [name, member] : keys) {
    if (!seen.is_new(name)) {
      request.set.refused.add(name, "is given twice");
    } else if (!read_status_key(name, member, request.set)) {
      request.set.refused.add(name, "is not a parameter of an update");
    }
  }
  request.set_json = simdjson::minify(value);
  if (request.set_json.size() > kBodySizeMax) request.refused.add("set", "is larger than 65536 bytes");
}

bool read_plan_key(std::string_view name, element value, PlanRequest& request) {
  if (name == "where") {
    read_where(value, request);
  } else if (name == "set") {
    read_set(value, request);
  } else {
    return false;
  }
  return true;
}

void read_reason(element value, std::optional<std::string>& reason, ParamErrors& refused) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    reason = std::string(text);
  } else {
    refused.add("reason", "must be a string");
  }
}

bool read_apply_key(std::string_view name, element value, ApplyRequest& request) {
  if (name == "reason") {
    read_reason(value, request.reason, request.refused);
  } else if (name == "atomic") {
    if (value.get(request.atomic) != simdjson::SUCCESS) request.refused.add("atomic", "must be true or false");
  } else {
    return false;
  }
  return true;
}

bool read_undo_key(std::string_view name, element value, UndoRequest& request) {
  if (name != "reason") return false;
  read_reason(value, request.reason, request.refused);
  return true;
}

// `read_key(name, value, request)` gives false for a key it does not know.
template <class Request>
Result<Request> parse_small(std::string_view body, bool (*read_key)(std::string_view, element, Request&)) {
  Request request;
  if (body.empty()) return request;
  auto read = read_keys(body, request.refused,
                        [&](std::string_view name, element value) { return read_key(name, value, request); });
  if (!read.ok()) return std::move(read).error();
  return request;
}

}  // namespace

Result<PlanRequest> parse_plan(std::string_view body, std::size_t size_max) {
  if (body.size() > size_max) return Error::of(ErrorCode::kBodyTooLarge);
  DocumentParser parser;  // not kept: it holds many times the body's size
  auto keys = parser.parse_object(body);
  if (!keys.ok()) return std::move(keys).error();
  PlanRequest request;
  KeysSeen seen;
  for (const auto& [name, value] : keys.value()) {
    if (!seen.is_new(name)) {
      request.refused.add(name, "is given twice");
    } else if (!read_plan_key(name, value, request)) {
      request.refused.add(name, "is not a parameter of this request");
    }
  }
  for (const char* required : {"where", "set"}) {
    if (seen.is_new(required)) request.refused.add(required, "is required");
  }
  return request;
}

Result<ApplyRequest> parse_apply(std::string_view body) { return parse_small(body, read_apply_key); }

Result<UndoRequest> parse_undo(std::string_view body) { return parse_small(body, read_undo_key); }

}  // namespace onduty::json
