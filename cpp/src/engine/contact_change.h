// The change of one contact.
#pragma once

#include <cstdint>

#include "onduty/contact.h"
#include "onduty/contact_update.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// The contact as it stands after.
struct ContactOutcome {
  bool changed = false;
  Contact after;
};

// Decides and writes. Writes nothing when it gives an error: kContactNotFound, kInvalidParams.
// REQUIRES: in a write transaction.
Result<ContactOutcome> change_contact(store::Session& session, std::int64_t account_id, const ContactRequest& request,
                                      Instant now);

}  // namespace onduty::engine
