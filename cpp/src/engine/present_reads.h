// Reads whose outcome is worth knowing the next time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/present.h"
#include "onduty/api_key.h"
#include "onduty/status.h"
#include "store/session.h"

namespace onduty::engine {

// The status of a user who is not removed. REQUIRES: in a read, before whose first look `mark` was taken: what it sees
// may be older than the present by the time of its later looks.
std::optional<Status> read_status(store::Session& session, Present& present, const Present::Mark& mark,
                                  const UserKey& user);

// The statuses of many users in the order asked for, all of one state; nothing for those that there are not.
// REQUIRES: in a read that has read nothing yet.
std::vector<std::optional<Status>> read_statuses(store::Session& session, Present& present, std::int64_t account_id,
                                                 const std::vector<Uuid>& users);

// The key with this digest, unless it was revoked. REQUIRES: in a read that has read nothing yet.
std::optional<ApiKey> read_api_key(store::Session& session, Present& present, const std::string& digest);

}  // namespace onduty::engine
