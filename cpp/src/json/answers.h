// The bodies of answers, written straight into one string.
#pragma once

#include <string>

#include "onduty/contact.h"
#include "onduty/status.h"

namespace onduty::json {

// {"contact": […], "meta": {"next"}, "user_status": {…}}
std::string status_change_answer(const StatusChange& change);

// {"user_status": {…}}
std::string status_answer(const Status& status);

// {"contact": [the contact]}, of a PATCH
std::string contact_change_answer(const Contact& contact);

// {"contacts": […], "meta": {"next"}}
std::string contacts_answer(const ContactPage& page);

}  // namespace onduty::json
