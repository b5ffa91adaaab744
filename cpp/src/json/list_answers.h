// The bodies of answers that tell of people, teams and contacts (C4 to C7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onduty/contact.h"
#include "onduty/page.h"
#include "onduty/team.h"
#include "onduty/user.h"

namespace onduty::json {

// {"users": […], "meta": {"page", "pages"}}, with the uuid of each
std::string users_answer(const Page<UserStatus>& page);

// The same without the uuids, of a team's members
std::string members_answer(const Page<UserStatus>& page);

// {"teams": […], "meta": {"page", "pages"}}
std::string teams_answer(const Page<Team>& page);

// {"team": {…}}
std::string team_answer(const Team& team);

// {"contacts": […], "meta": {"page", "pages"}}
std::string all_contacts_answer(const Page<Contact>& page);

// {"contact": {…}, "conversation": {…}}
std::string contact_answer(const ContactDetails& details);

// {"status": "ok", "user_email", "user_name", "api_key"}
std::string key_answer(std::string_view key_name, const std::optional<User>& user);

}  // namespace onduty::json
