// A hand-off: one change for every contact of a user (H1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/contact_decision.h"
#include "onduty/contact.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "store/session.h"

namespace onduty::engine {

struct HandOffOutcome {
  ContactPage page;                           // of the contacts touched, as they stand after
  std::optional<std::int64_t> change_set_id;  // when a contact changed
};

// REQUIRES: in a write transaction; everything that can be refused was decided.
HandOffOutcome hand_off(store::Session& session, std::int64_t account_id, std::int64_t user_id,
                        const domain::ContactChange& change, const StatusRequest& request, Instant now);

// The contacts that come after a cursor of an earlier answer, or the first ones. Error: kInvalidParams.
Result<ContactPage> page_of_contacts(store::Session& session, std::int64_t user_id,
                                     const std::optional<std::string>& after, int limit, Instant now);

}  // namespace onduty::engine
