// What a request asks of contacts: a hand-off of many (H1), or a PATCH of one (C5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"

namespace onduty {

// The value of a custom field as it came in JSON.
struct CustomFieldValue {
  enum class Kind : std::uint8_t { kText, kNumber, kList };

  Kind kind = Kind::kText;
  std::string text;                // of kText
  std::vector<std::string> items;  // of kList
  std::string json;                // the value's JSON text, minified: what is stored

  friend bool operator==(const CustomFieldValue&, const CustomFieldValue&) = default;
};

// What is absent is left alone.
struct ContactUpdate {
  std::optional<std::vector<std::string>> tags;  // by name; a hand-off adds them, a PATCH replaces the contact's
  // By name; merged. No value takes the contact's away, which a hand-off may not.
  std::optional<std::vector<std::pair<std::string, std::optional<CustomFieldValue>>>> custom_fields;
  std::optional<std::string> assigned_user;  // e-mail
  std::optional<Uuid> team;
  std::optional<std::string> bot_status;  // bot_start or bot_end

  // A PATCH's alone.
  std::optional<std::string> name;
  std::optional<std::string> note;  // empty takes it away
  bool unassign_user = false;

  ParamErrors refused;  // what the reader of the request already had to refuse

  // True when it asks for something, be it only what is so already.
  bool asks() const {
    return tags || custom_fields || assigned_user || team || bot_status || name || note || unassign_user;
  }
};

// One request to change one contact.
struct ContactRequest {
  Uuid contact;
  ContactUpdate update;
  Origin origin;
  std::optional<Idempotency> idempotency;
};

}  // namespace onduty
