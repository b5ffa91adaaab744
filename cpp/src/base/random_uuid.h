// New identifiers.
#pragma once

#include "onduty/uuid.h"

namespace onduty::base {

// A random uuid of version 4 (RFC 9562).
Uuid random_uuid();

}  // namespace onduty::base
