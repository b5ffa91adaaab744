#include "engine/user_lists.h"

#include "engine/list_pages.h"

namespace onduty::engine {
namespace {

Result<Page<UserStatus>> users_page(store::UserListStore& users, std::int64_t account_id,
                                    const store::UserFilter& filter, const ListPart& part, ParamErrors refused) {
  const store::ListKey after = begin_of(users, account_id, part, refused);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  return page_of(users.list(account_id, filter, bounds_of(part, after)), part, users.count(account_id, filter, after));
}

}  // namespace

Result<Page<UserStatus>> list_users(store::Session& session, std::int64_t account_id, const UserQuery& query) {
  ParamErrors refused = query.refused;
  store::UserFilter filter;
  filter.available = query.available;
  if (query.team) {
    filter.team_id = session.directory().find_team(account_id, *query.team);
    if (!filter.team_id) refused.add("team", "is not a team of this account");
  }
  if (query.custom_status) {
    filter.custom_status_id = session.directory().find_custom_status(account_id, *query.custom_status);
    if (!filter.custom_status_id) refused.add("custom_status", "is not a custom status of this account");
  }
  return users_page(session.users(), account_id, filter, query.part, std::move(refused));
}

Result<Page<UserStatus>> list_members(store::Session& session, std::int64_t account_id, const Uuid& team,
                                      const MemberQuery& query) {
  store::UserFilter filter;
  filter.available = query.available;
  filter.team_id = session.directory().find_team(account_id, team);
  if (!filter.team_id) return Error::of(ErrorCode::kTeamNotFound);
  return users_page(session.users(), account_id, filter, query.part, query.refused);
}

}  // namespace onduty::engine
