// The keys of a request that change contacts: those of a hand-off, and a PATCH's body.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "onduty/contact_update.h"
#include "onduty/result.h"

namespace onduty::json {

// Reads one key of a hand-off into `update`, its refusals included. False when it is none of them.
bool read_hand_off_key(std::string_view name, simdjson::dom::element value, ContactUpdate& update);

// Reads an object of hand-off keys alone. Error: kMalformedJson, kBodyTooLarge.
Result<ContactUpdate> parse_hand_off(std::string_view json);

// Reads the bytes of a PATCH of a contact (C5). What is wrong with single keys is gathered in ContactUpdate::refused.
// Errors: kMalformedJson, kBodyTooLarge.
Result<ContactUpdate> parse_contact_update(std::string_view body);

}  // namespace onduty::json
