// The change of one custom status of the catalogue.
#pragma once

#include <cstdint>

#include "onduty/catalogue.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

struct CustomStatusOutcome {
  bool changed = false;
  CustomStatusDetails after;  // a destroyed one as it was last
};

// Decides and writes. Writes nothing when it gives an error: kCustomStatusNotFound, kInvalidParams. REQUIRES: in a
// write transaction.
Result<CustomStatusOutcome> change_custom_status(store::Session& session, std::int64_t account_id,
                                                 const CustomStatusRequest& request, Instant now);

}  // namespace onduty::engine
