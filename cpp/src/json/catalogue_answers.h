// The bodies of answers that tell of the catalogue (C1, C3).
#pragma once

#include <string>

#include "onduty/catalogue.h"
#include "onduty/page.h"

namespace onduty::json {

// {"customStatus": {"name", "createdAt", "updatedAt", "emoji", "id"}}
std::string custom_status_answer(const CustomStatusDetails& status);

// {"customStatuses": […], "meta": {"page", "pages"}}
std::string custom_statuses_answer(const Page<CustomStatusDetails>& page);

// {"status": "custom status was destroyed"}
std::string custom_status_destroyed_answer();

}  // namespace onduty::json
