#include "onduty/list_api.h"

#include "domain/list_text.h"
#include "engine/parameter_text.h"
#include "json/catalogue_answers.h"
#include "json/list_answers.h"

namespace onduty {
namespace {

ListPart read_part(const ListCall& call, ParamErrors& refused) {
  ListPart part;
  part.page = engine::read_page(call.page, refused);
  part.after = engine::read_uuid("after", call.after, refused);
  if (call.page && call.after) refused.add("page", "cannot be given together with after");
  return part;
}

ListQuery read_list(const ListCall& call) {
  ListQuery query;
  query.refused = call.refused;
  query.part = read_part(call, query.refused);
  return query;
}

UserQuery read_user_list(const ListCall& call) {
  UserQuery query;
  query.refused = call.refused;
  query.available =
      engine::read_param("available", call.available, domain::parse_boolean, "must be true or false", query.refused);
  query.team = engine::read_uuid("team", call.team, query.refused);
  query.custom_status = engine::read_uuid("custom_status", call.custom_status, query.refused);
  query.part = read_part(call, query.refused);
  return query;
}

MemberQuery read_member_list(const ListCall& call) {
  MemberQuery query;
  query.refused = call.refused;
  query.available =
      engine::read_param("status", call.status, domain::parse_availability, "must be available or away", query.refused);
  query.part = read_part(call, query.refused);
  return query;
}

// The answer that `write` makes of what was read, unless something is refused, which is told only now that it is known
// to be there.
template <class T, class Write>
Result<Answer> answer_of(const Result<T>& found, Write write, const ParamErrors& refused = {}) {
  if (!found.ok()) return found.error();
  if (!refused.empty()) return Error::invalid_params(refused);
  return Answer{write(found.value()), std::nullopt, 200, false};
}

// The uuid of a path. Nobody has the nil uuid.
Uuid path_uuid(std::string_view text) { return Uuid::parse(text).value_or(Uuid()); }

}  // namespace

Result<Answer> users_answer(const Account& account, const ListCall& call) {
  return answer_of(account.users(read_user_list(call)), json::users_answer);
}

Result<Answer> teams_answer(const Account& account, const ListCall& call) {
  return answer_of(account.teams(read_list(call)), json::teams_answer);
}

Result<Answer> all_contacts_answer(const Account& account, const ListCall& call) {
  return answer_of(account.all_contacts(read_list(call)), json::all_contacts_answer);
}

Result<Answer> custom_statuses_answer(const Account& account, const ListCall& call) {
  return answer_of(account.custom_statuses(read_list(call)), json::custom_statuses_answer);
}

Result<Answer> members_answer(const Account& account, std::string_view team, const ListCall& call) {
  return answer_of(account.team_members(path_uuid(team), read_member_list(call)), json::members_answer);
}

Result<Answer> team_answer(const Account& account, std::string_view team, const ParamErrors& refused) {
  return answer_of(account.team(path_uuid(team)), json::team_answer, refused);
}

Result<Answer> contact_answer(const Account& account, std::string_view contact, const ParamErrors& refused) {
  return answer_of(account.contact(path_uuid(contact)), json::contact_answer, refused);
}

Result<Answer> custom_status_answer(const Account& account, std::string_view id, const ParamErrors& refused) {
  return answer_of(account.custom_status(path_uuid(id)), json::custom_status_answer, refused);
}

Result<Answer> key_answer(const Account& account, const ApiKey& key, const ParamErrors& refused) {
  const auto write = [&](const std::optional<User>& user) { return json::key_answer(key.name, user); };
  return answer_of(account.user_of(key), write, refused);
}

}  // namespace onduty
