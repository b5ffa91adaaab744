#include "json/contact_update.h"

#include <algorithm>
#include <array>
#include <string>

#include "json/custom_field_value.h"
#include "json/request_keys.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;

std::optional<std::string> read_text(std::string_view key, element value, ParamErrors& refused) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  refused.add(key, "must be a string");
  return std::nullopt;
}

void read_tags(element value, ContactUpdate& update) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) {
    update.refused.add("tags", "must be a list of strings");
    return;
  }
  update.tags.emplace();
  for (const element item : array) {
    std::string_view name;
    if (item.get(name) == simdjson::SUCCESS) {
      update.tags->emplace_back(name);
    } else {
      update.refused.add("tags", "must be a list of strings");
    }
  }
}

void read_custom_field(std::string_view name, element value, ContactUpdate& update) {
  if (clears_custom_field(value)) {
    update.custom_fields->emplace_back(std::string(name), std::nullopt);
  } else if (auto read = read_custom_field_value(value)) {
    update.custom_fields->emplace_back(std::string(name), std::move(read));
  } else {
    update.refused.add("custom_fields", "'" + std::string(name) + "' must be a string, a number or a list of strings");
  }
}

void read_custom_fields(element value, ContactUpdate& update) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) {
    update.refused.add("custom_fields", "must be an object of values by name");
    return;
  }
  update.custom_fields.emplace();
  KeysSeen seen;
  for (const auto& [name, item] : object) {
    if (seen.is_new(name)) {
      read_custom_field(name, item, update);
    } else {
      update.refused.add("custom_fields", "'" + std::string(name) + "' is given twice");  // U4
    }
  }
}

void read_assigned_user(element value, ContactUpdate& update) {
  update.assigned_user = read_text("assigned_user", value, update.refused);
}

void read_team(element value, ContactUpdate& update) {
  update.team = read_uuid("team_uuid", value, "must be a uuid", update.refused);
}

void read_bot_status(element value, ContactUpdate& update) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS && (text == "bot_start" || text == "bot_end")) {
    update.bot_status = std::string(text);
  } else {
    update.refused.add("bot_status", "must be bot_start or bot_end");  // S5
  }
}

void read_name(element value, ContactUpdate& update) { update.name = read_text("name", value, update.refused); }

void read_note(element value, ContactUpdate& update) { update.note = read_text("note", value, update.refused); }

void read_unassign_user(element value, ContactUpdate& update) {
  bool unassign = false;
  if (value.get(unassign) == simdjson::SUCCESS && unassign) {
    update.unassign_user = true;
  } else {
    update.refused.add("unassign_user", "must be true");
  }
}

struct Key {
  std::string_view name;
  void (*read)(element, ContactUpdate&);
};

constexpr std::array<Key, 5> kHandOffKeys{{
    {"assigned_user", read_assigned_user},
    {"team_uuid", read_team},
    {"tags", read_tags},
    {"custom_fields", read_custom_fields},
    {"bot_status", read_bot_status},
}};

constexpr std::array<Key, 3> kPatchKeys{{
    {"name", read_name},
    {"note", read_note},
    {"unassign_user", read_unassign_user},
}};

template <class Keys>
bool read_key(const Keys& keys, std::string_view name, element value, ContactUpdate& update) {
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == name; });
  if (key == keys.end()) return false;
  key->read(value, update);
  return true;
}

}  // namespace

bool read_hand_off_key(std::string_view name, element value, ContactUpdate& update) {
  return read_key(kHandOffKeys, name, value, update);
}

Result<ContactUpdate> parse_hand_off(std::string_view json) {
  ContactUpdate update;
  auto read = read_keys(json, update.refused,
                        [&](std::string_view name, element value) { return read_hand_off_key(name, value, update); });
  if (!read.ok()) return std::move(read).error();
  return update;
}

Result<ContactUpdate> parse_contact_update(std::string_view body) {
  ContactUpdate update;
  auto read = read_keys(body, update.refused, [&](std::string_view name, element value) {
    return read_key(kHandOffKeys, name, value, update) || read_key(kPatchKeys, name, value, update);
  });
  if (!read.ok()) return std::move(read).error();
  if (update.refused.empty() && !update.asks()) {
    update.refused.add("body",
                       "must ask for something: at least one of name, note, tags, custom_fields, assigned_user, "
                       "unassign_user, team_uuid, bot_status");
  }
  return update;
}

}  // namespace onduty::json
