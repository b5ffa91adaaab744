// GET of lists, and of what they hold, in the HTTP API: query parameters as they came in, the bytes of the answer out.
//
//   onduty::ListCall call;
//   call.page = "2";
//   auto answer = onduty::users_answer(account, call);
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onduty/account.h"
#include "onduty/answer.h"
#include "onduty/api_key.h"
#include "onduty/result.h"

namespace onduty {

// The query parameters of a list. Those that a list does not have are the web layer's to refuse.
struct ListCall {
  std::optional<std::string> page;           // 1 to 1,000,000
  std::optional<std::string> after;          // users, contacts: a uuid; not together with `page`
  std::optional<std::string> available;      // users: true or false
  std::optional<std::string> team;           // users: a uuid
  std::optional<std::string> custom_status;  // users: a uuid
  std::optional<std::string> status;         // members of a team: available or away
  ParamErrors refused;                       // what the web layer has to refuse
};

// Error: kInvalidParams, which names everything that is refused.
Result<Answer> users_answer(const Account& account, const ListCall& call);
Result<Answer> teams_answer(const Account& account, const ListCall& call);
Result<Answer> all_contacts_answer(const Account& account, const ListCall& call);
Result<Answer> custom_statuses_answer(const Account& account, const ListCall& call);

// What is not there is told before what is refused. A path that holds no uuid names what nobody has.
// Errors: kTeamNotFound, kContactNotFound, kCustomStatusNotFound, kInvalidParams.
Result<Answer> members_answer(const Account& account, std::string_view team, const ListCall& call);
Result<Answer> team_answer(const Account& account, std::string_view team, const ParamErrors& refused);
Result<Answer> contact_answer(const Account& account, std::string_view contact, const ParamErrors& refused);
Result<Answer> custom_status_answer(const Account& account, std::string_view id, const ParamErrors& refused);

// Whose the key is (C6). Errors: kUnauthorized, kInvalidParams.
Result<Answer> key_answer(const Account& account, const ApiKey& key, const ParamErrors& refused);

}  // namespace onduty
