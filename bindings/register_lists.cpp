#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/list_api.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

using UuidText = std::optional<UuidArgument>;
using Refused = std::optional<py::dict>;

// The uuid of what is asked for: what is none belongs to nothing.
Uuid to_uuid(const std::string& text) { return Uuid::parse(text).value_or(Uuid()); }

// Without a limit, all that there are.
ListPart to_part(const UuidText& after, std::optional<NumberArgument> limit, ParamErrors& refused) {
  ListPart part = ListPart::all();
  part.after = uuid_or_refuse("after", after, refused);
  if (!limit) return part;
  if (limit->value < 1) refused.add("limit", "must be at least 1");
  part.size = limit->value;
  return part;
}

ListCall list_call(Text page, const Refused& refused) {
  ListCall call;
  call.page = std::move(page);
  call.refused = to_param_errors(refused);
  return call;
}

void def_user_lists(py::classh<Account>& account) {
  def_read(
      account, "users",
      +[](const Account& self, std::optional<bool> available, UuidText team, UuidText custom_status, UuidText after,
          std::optional<NumberArgument> limit) {
        UserQuery query;
        query.available = available;
        query.team = uuid_or_refuse("team", team, query.refused);
        query.custom_status = uuid_or_refuse("custom_status", custom_status, query.refused);
        query.part = to_part(after, limit, query.refused);
        return [self, query] { return self.users(query); };
      },
      py::kw_only(), py::arg("available") = py::none(), py::arg("team") = py::none(),
      py::arg("custom_status") = py::none(), py::arg("after") = py::none(), py::arg("limit") = py::none(),
      "The users to whom all of it applies, with their statuses, in order of creation: available or away, member of "
      "the "
      "team (uuid), with the custom status (id). `limit`: at most so many, all when left out; `after`: only those "
      "behind the "
      "user with this uuid, so that a walk skips and repeats nobody. Raises InvalidParamsError.");
  def_read(
      account, "team_members",
      +[](const Account& self, UuidArgument team, std::optional<bool> available, UuidText after,
          std::optional<NumberArgument> limit) {
        MemberQuery query;
        query.available = available;
        query.part = to_part(after, limit, query.refused);
        return [self, team = to_uuid(team), query] { return self.team_members(team, query); };
      },
      py::arg("team"), py::kw_only(), py::arg("available") = py::none(), py::arg("after") = py::none(),
      py::arg("limit") = py::none(),
      "The members of the team with this uuid, as `users` gives them. Raises TeamNotFoundError, InvalidParamsError.");
}

void def_other_lists(py::classh<Account>& account) {
  def_read(
      account, "teams", +[](const Account& self) { return [self] { return self.teams({ListPart::all(), {}}); }; },
      "The account's teams in order of creation.");
  def_read(
      account, "team",
      +[](const Account& self, UuidArgument team) { return [self, team = to_uuid(team)] { return self.team(team); }; },
      py::arg("team"), "The team with this uuid. Raises TeamNotFoundError.");
  def_read(
      account, "all_contacts",
      +[](const Account& self, UuidText after, std::optional<NumberArgument> limit) {
        ListQuery query;
        query.part = to_part(after, limit, query.refused);
        return [self, query] { return self.all_contacts(query); };
      },
      py::kw_only(), py::arg("after") = py::none(), py::arg("limit") = py::none(),
      "The account's contacts in order of creation; `limit` and `after` as for users. Raises InvalidParamsError.");
  def_read(
      account, "contact",
      +[](const Account& self, UuidArgument contact) {
        return [self, contact = to_uuid(contact)] { return self.contact(contact); };
      },
      py::arg("contact"), "All of the contact with this uuid. Raises ContactNotFoundError.");
  def_read(
      account, "user_of", +[](const Account& self, ApiKey key) { return [self, key] { return self.user_of(key); }; },
      py::arg("api_key"), "The user whose key it is, or None. Raises UnauthorizedError when it was revoked since.");
}

void def_json_lists(py::classh<Account>& account) {
  def_read(
      account, "users_json",
      +[](const Account& self, Text available, Text team, Text custom_status, Text page, Text after, Refused refused) {
        ListCall call = list_call(std::move(page), refused);
        call.available = std::move(available);
        call.team = std::move(team);
        call.custom_status = std::move(custom_status);
        call.after = std::move(after);
        return [self, call] { return users_answer(self, call); };
      },
      py::kw_only(), py::arg("available") = py::none(), py::arg("team") = py::none(),
      py::arg("custom_status") = py::none(), py::arg("page") = py::none(), py::arg("after") = py::none(),
      py::arg("refused") = py::none(),
      "GET of the users: the texts of the query in, the bytes of the answer out. `refused` adds refusals of the web "
      "layer's "
      "own. Raises InvalidParamsError.");
  def_read(
      account, "team_members_json",
      +[](const Account& self, UuidArgument team, Text page, Text status, Refused refused) {
        ListCall call = list_call(std::move(page), refused);
        call.status = std::move(status);
        return [self, team, call] { return members_answer(self, team, call); };
      },
      py::arg("team"), py::kw_only(), py::arg("page") = py::none(), py::arg("status") = py::none(),
      py::arg("refused") = py::none(), "GET of a team's members. Raises TeamNotFoundError, InvalidParamsError.");
  def_read(
      account, "teams_json",
      +[](const Account& self, Text page, Refused refused) {
        return [self, call = list_call(std::move(page), refused)] { return teams_answer(self, call); };
      },
      py::kw_only(), py::arg("page") = py::none(), py::arg("refused") = py::none(),
      "GET of the teams. Raises InvalidParamsError.");
  def_read(
      account, "all_contacts_json",
      +[](const Account& self, Text page, Text after, Refused refused) {
        ListCall call = list_call(std::move(page), refused);
        call.after = std::move(after);
        return [self, call] { return all_contacts_answer(self, call); };
      },
      py::kw_only(), py::arg("page") = py::none(), py::arg("after") = py::none(), py::arg("refused") = py::none(),
      "GET of the account's contacts. Raises InvalidParamsError.");
}

void def_json_items(py::classh<Account>& account) {
  def_read(
      account, "team_json",
      +[](const Account& self, UuidArgument team, Refused refused) {
        return [self, team, errors = to_param_errors(refused)] { return team_answer(self, team, errors); };
      },
      py::arg("team"), py::kw_only(), py::arg("refused") = py::none(),
      "GET of a team. Raises TeamNotFoundError, and InvalidParamsError for what is `refused`.");
  def_read(
      account, "contact_json",
      +[](const Account& self, UuidArgument contact, Refused refused) {
        return [self, contact, errors = to_param_errors(refused)] { return contact_answer(self, contact, errors); };
      },
      py::arg("contact"), py::kw_only(), py::arg("refused") = py::none(),
      "GET of a contact. Raises ContactNotFoundError, and InvalidParamsError for what is `refused`.");
  def_read(
      account, "auth_me_json",
      +[](const Account& self, ApiKey key, Refused refused) {
        return [self, key, errors = to_param_errors(refused)] { return key_answer(self, key, errors); };
      },
      py::arg("api_key"), py::kw_only(), py::arg("refused") = py::none(),
      "GET of whose the key is. Raises UnauthorizedError, and InvalidParamsError for what is `refused`.");
}

void register_team(py::module_& module) {
  py::classh<Team> team(module, "Team", py::is_final(), "A team, as it stood when it was read (C4).");
  team.def_property_readonly("uuid", [](const Team& t) { return t.uuid.hex(); })
      .def_readonly("name", &Team::name)
      .def_property_readonly("created_at", [](const Team& t) { return to_datetime(t.created_at); })
      .def_readonly("is_default", &Team::is_default)
      .def_readonly("members", &Team::members, "How many.")
      .def("__repr__", [](const Team& t) {
        return "Team(uuid='" + t.uuid.hex() + "', name=" + quoted(t.name) + ", members=" + std::to_string(t.members) +
               ")";
      });
  def_value(team, &Team::uuid, &Team::name, &Team::created_at, &Team::is_default, &Team::members);
}

void register_contact_details(py::module_& module) {
  py::classh<Conversation> conversation(module, "Conversation", py::is_final(),
                                        "What belongs to a contact beside its object (C5).");
  conversation
      .def_property_readonly("team",
                             [](const Conversation& c) { return c.team ? std::optional(c.team->hex()) : std::nullopt; })
      .def_readonly("bot_status", &Conversation::bot_status, "\"bot_start\", \"bot_end\" or None.")
      .def_readonly("note", &Conversation::note)
      .def("__repr__", [](const Conversation& c) {
        const auto team = c.team ? std::optional(c.team->hex()) : std::nullopt;
        return "Conversation(team=" + quoted(team) + ", bot_status=" + quoted(c.bot_status) +
               ", note=" + quoted(c.note) + ")";
      });
  def_value(conversation, &Conversation::team, &Conversation::bot_status, &Conversation::note);
  py::classh<ContactDetails> details(module, "ContactDetails", py::is_final(), "All of one contact.");
  details.def_readonly("contact", &ContactDetails::contact)
      .def_readonly("conversation", &ContactDetails::conversation)
      .def("__repr__", [](const ContactDetails& d) {
        return "ContactDetails(contact=" + std::string(py::repr(py::cast(d.contact))) +
               ", conversation=" + std::string(py::repr(py::cast(d.conversation))) + ")";
      });
  def_value(details, &ContactDetails::contact, &ContactDetails::conversation);
}

}  // namespace

void def_list_calls(py::classh<Account>& account) {
  def_user_lists(account);
  def_other_lists(account);
  def_json_lists(account);
  def_json_items(account);
}

void register_lists(py::module_& module) {
  py::classh<UserStatus> status(module, "UserStatus", py::is_final(),
                                "A user with the status, as it stood when it was read.");
  status.def_readonly("user", &UserStatus::user)
      .def_readonly("status", &UserStatus::status)
      .def("__repr__", [](const UserStatus& u) {
        return "UserStatus(user=" + quoted(u.user.email) + ", available=" + spelled(u.status.available) + ")";
      });
  def_value(status, &UserStatus::user, &UserStatus::status);
  register_team(module);
  register_contact_details(module);
}

}  // namespace onduty::bindings
