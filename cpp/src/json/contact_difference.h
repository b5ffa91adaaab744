// One side of what a contact's history keeps (see domain::difference), read again.
#pragma once

#include <string_view>

#include "domain/contact_decision.h"
#include "onduty/result.h"

namespace onduty::json {

// The contact with that side's members instead of its own. Error: kStorageUnavailable for text that is no such side.
Result<domain::ContactState> with_side(domain::ContactState contact, std::string_view side);

}  // namespace onduty::json
