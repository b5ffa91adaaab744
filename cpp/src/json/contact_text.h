// Contacts as JSON text.
#pragma once

#include <string>

#include "onduty/contact.h"

namespace onduty::json {

// Appends the contact with the seed's keys, in its order (S11).
void append_contact(std::string& out, const Contact& contact);

}  // namespace onduty::json
