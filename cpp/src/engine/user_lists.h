// Lists of users (C4, C7).
#pragma once

#include <cstdint>

#include "onduty/page.h"
#include "onduty/result.h"
#include "onduty/team.h"
#include "onduty/user.h"
#include "store/session.h"

namespace onduty::engine {

// Error: kInvalidParams, which names filters by what the account does not have.
Result<Page<UserStatus>> list_users(store::Session& session, std::int64_t account_id, const UserQuery& query);

// Errors: kTeamNotFound, kInvalidParams.
Result<Page<UserStatus>> list_members(store::Session& session, std::int64_t account_id, const Uuid& team,
                                      const MemberQuery& query);

}  // namespace onduty::engine
