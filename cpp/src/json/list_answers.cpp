#include "json/list_answers.h"

#include <algorithm>

#include "json/contact_text.h"
#include "json/page_text.h"

namespace onduty::json {
namespace {

void append_custom_status(std::string& out, const Status& status) {
  const CustomStatus& custom = *status.custom_status;
  out += ",\"userCustomStatus\":{\"updatedAt\":\"" + status.custom_status_updated_at.to_seconds() + "\",\"id\":\"" +
         custom.id.dashed() + "\",\"name\":";
  base::append_string(out, std::string_view(custom.name));
  out += ",\"emoji\":";
  base::append_string(out, custom.emoji);
  out += '}';
}

// The members of a user's object but for the uuid; a custom status is told only where there is one (C4).
void append_user_members(std::string& out, const UserStatus& user) {
  const Status& status = user.status;
  const Instant last_updated_at = std::max(status.available_updated_at, status.custom_status_updated_at);
  out += "\"email\":";
  base::append_string(out, std::string_view(user.user.email));
  out += ",\"name\":";
  base::append_string(out, std::string_view(user.user.name));
  out += ",\"available\":";
  base::append_bool(out, status.available);
  out += ",\"lastUpdatedAt\":\"" + last_updated_at.to_seconds() + '"';
  if (status.custom_status) append_custom_status(out, status);
}

void append_user(std::string& out, const UserStatus& user) {
  out += "{\"uuid\":\"" + user.user.uuid.hex() + "\",";
  append_user_members(out, user);
  out += '}';
}

void append_member(std::string& out, const UserStatus& user) {
  out += '{';
  append_user_members(out, user);
  out += '}';
}

void append_team(std::string& out, const Team& team) {
  out += "{\"uuid\":\"" + team.uuid.hex() + "\",\"name\":";
  base::append_string(out, std::string_view(team.name));
  out += ",\"createdAt\":\"" + team.created_at.to_seconds() + "\",\"default\":";
  base::append_bool(out, team.is_default);
  out += ",\"members\":" + std::to_string(team.members) + '}';
}

void append_conversation(std::string& out, const Conversation& conversation) {
  out += "{\"team_uuid\":";
  base::append_string(out, conversation.team ? std::optional(conversation.team->hex()) : std::nullopt);
  out += ",\"bot_status\":";
  base::append_string(out, conversation.bot_status);
  out += ",\"note\":";
  base::append_string(out, conversation.note);
  out += '}';
}

}  // namespace

std::string users_answer(const Page<UserStatus>& page) { return page_answer("users", page, append_user); }

std::string members_answer(const Page<UserStatus>& page) { return page_answer("users", page, append_member); }

std::string teams_answer(const Page<Team>& page) { return page_answer("teams", page, append_team); }

std::string team_answer(const Team& team) {
  std::string out = "{\"team\":";
  append_team(out, team);
  out += '}';
  return out;
}

std::string all_contacts_answer(const Page<Contact>& page) { return page_answer("contacts", page, append_contact); }

std::string contact_answer(const ContactDetails& details) {
  std::string out = "{\"contact\":";
  append_contact(out, details.contact);
  out += ",\"conversation\":";
  append_conversation(out, details.conversation);
  out += '}';
  return out;
}

std::string key_answer(std::string_view key_name, const std::optional<User>& user) {
  std::string out = "{\"status\":\"ok\",\"user_email\":";
  base::append_string(out, user ? std::optional(user->email) : std::nullopt);
  out += ",\"user_name\":";
  base::append_string(out, user ? std::optional(user->name) : std::nullopt);
  out += ",\"api_key\":";
  base::append_string(out, key_name);
  out += '}';
  return out;
}

}  // namespace onduty::json
