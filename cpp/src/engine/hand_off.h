// A hand-off: one change for every contact of a user (H1).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/contact_decision.h"
#include "onduty/contact.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "store/session.h"

namespace onduty::engine {

// Makes the change, of the user's update, to each of the contacts that it changes; false when that is none.
// `change_set_id` gives the set that it belongs to, and is asked once a contact changes. REQUIRES: in a write
// transaction.
bool change_contacts(store::Session& session, std::int64_t user_id, const std::vector<store::ContactRow>& contacts,
                     const domain::ContactChange& change, const std::function<std::int64_t()>& change_set_id);

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
