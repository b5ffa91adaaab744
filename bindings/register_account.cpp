#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/json_api.h"
#include "register.h"
#include "requests.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

std::optional<std::int64_t> value_of(const std::optional<NumberArgument>& number) {
  return number ? std::optional(number->value) : std::nullopt;
}

// What starts an update, or tells why it is none.
auto start_update(const Account& account, Result<StatusRequest> request) {
  return [account, request = std::move(request)](Account::UpdateDone done) {
    if (request.ok()) {
      account.update_status_async(request.value(), std::move(done));
    } else {
      done(request.error());
    }
  };
}

// The same, answered as the HTTP API answers it.
auto start_answer(const Account& account, Result<StatusRequest> request, Account::MakeAnswer make_answer) {
  return [account, request = std::move(request), make_answer](Account::AnswerDone done) {
    if (request.ok()) {
      account.answer_update_async(request.value(), make_answer, std::move(done));
    } else {
      done(request.error());
    }
  };
}

constexpr char kUpdateDoc[] = R"(Change one user's status; on return it is on disk.

user: uuid (32 hex digits or dashed). available: bool, left alone when left out. custom_status_uuid: uuid, None to
unassign, left alone when left out. reason: note of at most 200 characters. actor: who does it, 1 to 100 characters.
if_version: write only if this is the current version. contacts: how many of the user's contacts to give back, 0 to 100.
way: "library" or "cli", for the history. idempotency_key: 1 to 255 printable ASCII characters; the same call with it
within a day gives the first outcome again.

A hand-off, for every contact assigned to the user: assigned_user (e-mail), team_uuid, tags (names, which are added),
custom_fields (values by name, merged), bot_status ("bot_start" or "bot_end").

Raises UserNotFoundError, InvalidParamsError, PreconditionFailedError, OverloadedError, StorageFullError,
StorageUnavailableError.)";

void register_updates(py::classh<Account>& account) {
  const Unset unset;
  def_write<StatusChange, ToPython>(
      account, "update_status",
      +[](const Account& self, UuidArgument user, py::object available, py::object custom_status_uuid, Text reason,
          Text actor, std::optional<NumberArgument> if_version, NumberArgument contacts, TextArgument way,
          Text idempotency_key, py::object assigned_user, py::object team_uuid, py::object tags,
          py::object custom_fields, py::object bot_status) {
        py::dict hand_off = given({{"assigned_user", std::move(assigned_user)},
                                   {"team_uuid", std::move(team_uuid)},
                                   {"tags", std::move(tags)},
                                   {"custom_fields", std::move(custom_fields)},
                                   {"bot_status", std::move(bot_status)}});
        return start_update(self, to_request({std::move(user), std::move(available), std::move(custom_status_uuid),
                                              std::move(reason), std::move(actor), value_of(if_version), contacts.value,
                                              std::move(way), std::move(idempotency_key), std::move(hand_off)}));
      },
      py::arg("user"), py::kw_only(), py::arg("available") = unset, py::arg("custom_status_uuid") = unset,
      py::arg("reason") = py::none(), py::arg("actor") = py::none(), py::arg("if_version") = py::none(),
      py::arg("contacts") = 20, py::arg("way") = "library", py::arg("idempotency_key") = py::none(),
      py::arg("assigned_user") = unset, py::arg("team_uuid") = unset, py::arg("tags") = unset,
      py::arg("custom_fields") = unset, py::arg("bot_status") = unset, kUpdateDoc);
  def_write<Answer, ToPython>(
      account, "update_status_json",
      +[](const Account& self, UuidArgument user, py::bytes body, Text actor, const ApiKey* api_key, Text if_match,
          Text contacts, std::optional<py::dict> refused, Text idempotency_key, TextArgument path) {
        StatusCall call = to_call({std::move(user), std::move(actor), api_key, std::move(if_match), std::move(contacts),
                                   std::nullopt, std::move(refused)});
        if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "PUT", path, std::string_view(body));
        return start_answer(self, read_status_call(call, std::string_view(body)), answer_of);
      },
      py::arg("user"), py::arg("body"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("if_match") = py::none(), py::arg("contacts") = py::none(), py::arg("refused") = py::none(),
      py::arg("idempotency_key") = py::none(), py::arg("path") = "",
      "PUT of a user's status: the bytes of the request in, the bytes of the answer out. `refused` adds refusals of "
      "the "
      "web layer's own; `path` (query included) is part of what makes two requests with an idempotency key the same. "
      "Raises as "
      "update_status does, and MalformedJsonError.");
  def_write<Answer, ToPython>(
      account, "clear_custom_status_json",
      +[](const Account& self, UuidArgument user, Text reason, Text actor, const ApiKey* api_key, Text if_match,
          std::optional<py::dict> refused, Text idempotency_key, TextArgument path) {
        StatusCall call = to_call({std::move(user), std::move(actor), api_key, std::move(if_match), std::nullopt,
                                   std::move(reason), std::move(refused)});
        if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "DELETE", path, "");
        return start_answer(self, read_clear_call(call), clear_answer_of);
      },
      py::arg("user"), py::kw_only(), py::arg("reason") = py::none(), py::arg("actor") = py::none(),
      py::arg("api_key") = py::none(), py::arg("if_match") = py::none(), py::arg("refused") = py::none(),
      py::arg("idempotency_key") = py::none(), py::arg("path") = "",
      "DELETE of a user's status: unassigns the custom status; the answer's body is empty.");
}

constexpr char kContactDoc[] = R"(Change one contact; on return it is on disk. Gives the contact after the change.

contact: uuid. Left alone when left out: name, note ("" takes it away), tags (names, which replace the contact's),
custom_fields (values by name, merged; None or "" takes one away), assigned_user (e-mail), unassign_user (True),
team_uuid, bot_status ("bot_start" or "bot_end"). actor, way, idempotency_key: as for update_status.

Raises ContactNotFoundError, InvalidParamsError, and what update_status raises.)";

// Gives a copyable start(done), as def_write wants it.
auto start_contact_answer(const Account& account, Result<ContactRequest> request) {
  return [account, request = std::move(request)](Account::AnswerDone done) {
    if (request.ok()) {
      account.answer_contact_async(request.value(), std::move(done));
    } else {
      done(request.error());
    }
  };
}

Result<ContactRequest> contact_request(const std::string& contact, const py::dict& members, Text actor,
                                       const std::string& way, const Text& idempotency_key) {
  ParamErrors refused;
  const std::string json = to_json(members, refused);
  auto request = read_contact_call(contact, json);
  if (!request.ok()) return request;
  // It asked for something, if for nothing that can be written.
  if (json == "{}" && !refused.empty()) request.value().update.refused = {};
  request.value().origin = {way_or_refuse(way, refused), std::move(actor), std::nullopt};
  request.value().update.refused.merge(refused);
  request.value().idempotency = to_idempotency(idempotency_key);
  return request;
}

// The same, for the caller who is to get the contact.
auto start_contact(const Account& account, Result<ContactRequest> request) {
  return [account, request = std::move(request)](Account::ContactDone done) {
    if (request.ok()) {
      account.update_contact_async(request.value(), std::move(done));
    } else {
      done(request.error());
    }
  };
}

void register_contact_updates(py::classh<Account>& account) {
  const Unset unset;
  def_write<Contact, ToPython>(
      account, "update_contact",
      +[](const Account& self, UuidArgument contact, py::object name, py::object note, py::object tags,
          py::object custom_fields, py::object assigned_user, py::object unassign_user, py::object team_uuid,
          py::object bot_status, Text actor, TextArgument way, Text idempotency_key) {
        const py::dict members = given({{"name", std::move(name)},
                                        {"note", std::move(note)},
                                        {"tags", std::move(tags)},
                                        {"custom_fields", std::move(custom_fields)},
                                        {"assigned_user", std::move(assigned_user)},
                                        {"unassign_user", std::move(unassign_user)},
                                        {"team_uuid", std::move(team_uuid)},
                                        {"bot_status", std::move(bot_status)}});
        return start_contact(self, contact_request(contact, members, std::move(actor), way, idempotency_key));
      },
      py::arg("contact"), py::kw_only(), py::arg("name") = unset, py::arg("note") = unset, py::arg("tags") = unset,
      py::arg("custom_fields") = unset, py::arg("assigned_user") = unset, py::arg("unassign_user") = unset,
      py::arg("team_uuid") = unset, py::arg("bot_status") = unset, py::arg("actor") = py::none(),
      py::arg("way") = "library", py::arg("idempotency_key") = py::none(), kContactDoc);
  def_write<Answer, ToPython>(
      account, "update_contact_json",
      +[](const Account& self, UuidArgument contact, py::bytes body, Text actor, const ApiKey* api_key,
          std::optional<py::dict> refused, Text idempotency_key, TextArgument path) {
        auto request = read_contact_call(contact, std::string_view(body));
        if (request.ok()) {
          request.value().update.refused.merge(to_param_errors(refused));
          request.value().origin = to_origin(std::move(actor), api_key);
          if (idempotency_key) {
            request.value().idempotency = Idempotency::of(*idempotency_key, "PATCH", path, std::string_view(body));
          }
        }
        return start_contact_answer(self, std::move(request));
      },
      py::arg("contact"), py::arg("body"), py::kw_only(), py::arg("actor") = py::none(),
      py::arg("api_key") = py::none(), py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(),
      py::arg("path") = "",
      "PATCH of a contact: the bytes of the request in, the bytes of the answer out. Raises ContactNotFoundError, "
      "InvalidParamsError, MalformedJsonError.");
}

// The uuid of a path: what is none belongs to no user.
Result<Uuid> to_user(const std::string& text) {
  const auto uuid = Uuid::parse(text);
  if (!uuid) return Error::of(ErrorCode::kUserNotFound);
  return *uuid;
}

void register_reads(py::classh<Account>& account) {
  def_read(
      account, "contacts",
      +[](const Account& self, UuidArgument user, Text after, NumberArgument limit) {
        return [self, user = to_user(user), after, limit = limit.value]() -> Result<ContactPage> {
          if (!user.ok()) return user.error();
          ParamErrors refused;
          if (limit < 0 || limit > 100) refused.add("limit", "must be a number from 0 to 100");
          if (!refused.empty()) return Error::invalid_params(std::move(refused));
          return self.contacts(user.value(), after, static_cast<int>(limit));
        };
      },
      py::arg("user"), py::kw_only(), py::arg("after") = py::none(), py::arg("limit") = 20,
      "The contacts assigned to the user in order of uuid, and the `after` that asks for more, or None.");
  def_read(
      account, "find_user",
      +[](const Account& self, UuidArgument uuid_or_email) {
        return [self, uuid_or_email] { return self.find_user(uuid_or_email); };
      },
      py::arg("uuid_or_email"), "The user of this uuid or e-mail (in any case). Raises UserNotFoundError.");
}

void register_json_reads(py::classh<Account>& account) {
  def_read(
      account, "status_json",
      +[](const Account& self, UuidArgument user) { return [self, user] { return status_answer(self, user); }; },
      py::arg("user"), "GET of a user's status. Raises UserNotFoundError.");
  def_read(
      account, "contacts_json",
      +[](const Account& self, UuidArgument user, Text after) {
        return [self, user, after] { return contacts_answer(self, user, after); };
      },
      py::arg("user"), py::kw_only(), py::arg("after") = py::none(),
      "GET of a user's contacts. Raises UserNotFoundError, InvalidParamsError.");
}

}  // namespace

void register_account(py::module_& module) {
  py::classh<Unset>(module, "Unset", py::is_final(), "The type of UNSET.")
      .def("__repr__", [](const Unset&) { return "UNSET"; })
      .def("__reduce__", [](const Unset&) { return "UNSET"; });  // there is one, also in copies and pickles
  module.attr("UNSET") = Unset();
  register_completion_port(module);
  py::classh<Answer> answer(module, "Answer", py::is_final(), "What a request of the HTTP API is answered with.");
  answer.def_property_readonly("body", [](const Answer& a) { return py::bytes(a.body); })
      .def_readonly("version", &Answer::version, "For the ETag, or None.")
      .def_readonly("http_status", &Answer::http_status)
      .def_readonly("replayed", &Answer::replayed, "An earlier request with the same idempotency key got this (U8).")
      .def_readonly("changed", &Answer::changed, "Something was written; False of what is replayed, and of reads.")
      .def("__repr__", [](const Answer& a) {
        return "Answer(http_status=" + std::to_string(a.http_status) +
               ", body=" + std::string(py::repr(py::bytes(a.body))) +
               ", version=" + (a.version ? std::to_string(*a.version) : "None") + ", changed=" + spelled(a.changed) +
               ", replayed=" + spelled(a.replayed) + ")";
      });
  def_comparable(answer, &Answer::body, &Answer::version, &Answer::http_status, &Answer::replayed, &Answer::changed);
  py::classh<Account> account(module, "Account", py::is_final(),
                              "One account: its people and their statuses. Safe to use from any thread.");
  account.def_property_readonly("name", &Account::name).def("__repr__", [](const Account& self) {
    return "Account(name=" + quoted(self.name()) + ")";
  });
  register_updates(account);
  register_contact_updates(account);
  register_reads(account);
  register_json_reads(account);
  def_present_calls(account);
  def_list_calls(account);
  def_catalogue_calls(account);
  def_key_calls(account);
  def_bulk_calls(account);
  def_report_calls(account);
  def_history_calls(account);
  def_plan_calls(account);
}

}  // namespace onduty::bindings
