// Making and revoking API keys (I3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "onduty/api_key.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// Both write nothing when they give an error. REQUIRES: in a write transaction.

// Errors: kInvalidParams (also: the name is taken, the user is not there).
Result<NewApiKey> create_api_key(store::Session& session, std::int64_t account_id, const ApiKeyDraft& draft,
                                 Instant now);

// Error: kNotFound.
Result<ApiKeyRevocation> revoke_api_key(store::Session& session, std::int64_t account_id, std::string_view name,
                                        Instant now);

}  // namespace onduty::engine
