// The lists of an account, and what they hold one by one.

#include "engine/core.h"
#include "engine/list_pages.h"
#include "engine/user_lists.h"
#include "onduty/account.h"

namespace onduty {

Result<Page<UserStatus>> Account::users(const UserQuery& query) const {
  return core_->readers().run([&](store::Session& session) { return engine::list_users(session, id_, query); });
}

Result<Page<UserStatus>> Account::team_members(const Uuid& team, const MemberQuery& query) const {
  return core_->readers().run([&](store::Session& session) { return engine::list_members(session, id_, team, query); });
}

Result<Page<Team>> Account::teams(const ListQuery& query) const {
  return core_->readers().run([&](store::Session& session) { return engine::list_page(session.teams(), id_, query); });
}

Result<Team> Account::team(const Uuid& uuid) const {
  return core_->readers().run([&](store::Session& session) -> Result<Team> {
    const auto found = session.teams().find(id_, uuid);
    if (!found) return Error::of(ErrorCode::kTeamNotFound);
    return *found;
  });
}

Result<Page<Contact>> Account::all_contacts(const ListQuery& query) const {
  return core_->readers().run(
      [&](store::Session& session) { return engine::list_page(session.contacts(), id_, query); });
}

Result<ContactDetails> Account::contact(const Uuid& uuid) const {
  return core_->readers().run([&](store::Session& session) -> Result<ContactDetails> {
    auto found = session.contacts().find(id_, uuid);
    if (!found) return Error::of(ErrorCode::kContactNotFound);
    return ContactDetails{std::move(found->contact), session.contacts().conversation(found->id)};
  });
}

Result<std::optional<User>> Account::user_of(const ApiKey& key) const {
  return core_->readers().run([&](store::Session& session) -> Result<std::optional<User>> {
    if (!session.directory().is_api_key_active(key.id)) return Error::of(ErrorCode::kUnauthorized);
    return session.directory().find_user_of_api_key(key.id);
  });
}

}  // namespace onduty
