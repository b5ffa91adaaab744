// What a write came to as text, for the library's own idempotent calls.
#pragma once

#include <string>
#include <string_view>

#include "onduty/catalogue.h"
#include "onduty/contact.h"
#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty::json {

std::string write_change_record(const StatusChange& change);

// The change that write_change_record() wrote. Error: kStorageUnavailable for other text.
Result<StatusChange> parse_change_record(std::string_view text);

// The same of other writes.
std::string write_contact_record(const Contact& contact);
Result<Contact> parse_contact_record(std::string_view text);
std::string write_custom_status_record(const CustomStatusDetails& details);
Result<CustomStatusDetails> parse_custom_status_record(std::string_view text);

}  // namespace onduty::json
