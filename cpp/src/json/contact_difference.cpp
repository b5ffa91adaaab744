#include "json/contact_difference.h"

#include <simdjson.h>

#include <optional>
#include <string>

#include "domain/request_text.h"
#include "json/document.h"

namespace onduty::json {
namespace {

using domain::ContactState;
using simdjson::dom::element;

template <class T, class Read>
bool read_nullable(element value, std::optional<T>& member) {
  Read read;
  if (value.is_null()) {
    member.reset();
    return true;
  }
  if (value.get(read) != simdjson::SUCCESS) return false;
  member = T(read);
  return true;
}

bool read_text(element value, std::optional<std::string>& member) {
  return read_nullable<std::string, std::string_view>(value, member);
}

bool read_id(element value, std::optional<std::int64_t>& member) {
  return read_nullable<std::int64_t, std::int64_t>(value, member);
}

bool read_name(element value, std::string& member) {
  std::optional<std::string> text;
  if (!read_text(value, text) || !text) return false;
  member = *std::move(text);
  return true;
}

bool read_tags(element value, ContactState& contact) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  contact.tag_ids.clear();
  for (const element item : list) {
    std::int64_t id = 0;
    if (item.get(id) != simdjson::SUCCESS) return false;
    contact.tag_ids.push_back(id);
  }
  return true;
}

bool read_fields(element value, ContactState& contact) {
  simdjson::dom::object fields;
  if (value.get(fields) != simdjson::SUCCESS) return false;
  for (const auto& [name, field] : fields) {
    const auto id = domain::parse_number(name);
    if (!id) return false;
    if (field.is_null()) {
      contact.field_values.erase(*id);
    } else {
      contact.field_values[*id] = simdjson::minify(field);
    }
  }
  return true;
}

bool read_member(std::string_view name, element value, ContactState& contact) {
  if (name == "name") return read_name(value, contact.name);
  if (name == "note") return read_text(value, contact.note);
  if (name == "bot_status") return read_text(value, contact.bot_status);
  if (name == "assigned_user_id") return read_id(value, contact.assigned_user_id);
  if (name == "team_id") return read_id(value, contact.team_id);
  if (name == "tag_ids") return read_tags(value, contact);
  return name == "custom_fields" && read_fields(value, contact);
}

}  // namespace

Result<ContactState> with_side(ContactState contact, std::string_view side) {
  thread_local DocumentParser parser;
  const auto members = parser.parse_object(side);
  if (!members.ok()) return Error::of(ErrorCode::kStorageUnavailable);
  for (const auto& [name, value] : members.value()) {
    if (!read_member(name, value, contact)) return Error::of(ErrorCode::kStorageUnavailable);
  }
  return contact;
}

}  // namespace onduty::json
