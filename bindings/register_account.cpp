#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "calls.h"
#include "onduty/account.h"
#include "onduty/json_api.h"
#include "register.h"
#include "requests.h"

namespace onduty::bindings {
namespace {

using Text = std::optional<std::string>;

struct ToChange {
  py::object operator()(StatusChange& change) const { return to_python(change); }
};

struct ToAnswer {
  py::object operator()(StatusChange& change) const { return py::cast(answer_of(change)); }
};

struct ToEmptyAnswer {
  py::object operator()(StatusChange& change) const { return py::cast(Answer{"", change.after.version}); }
};

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

constexpr char kUpdateDoc[] = R"(Change one user's status; on return it is on disk.

user: uuid (32 hex digits or dashed). available: bool, left alone when left out. custom_status_uuid: uuid, None to
unassign, left alone when left out. reason: note of at most 200 characters. actor: who does it, 1 to 100 characters.
if_version: write only if this is the current version. contacts: how many of the user's contacts to give back, 0 to 100.
way: "library" or "cli", for the history.

Raises UserNotFoundError, InvalidParamsError, PreconditionFailedError, OverloadedError, StorageFullError,
StorageUnavailableError.)";

void register_updates(py::classh<Account>& account) {
  const Unset unset;
  def_write<StatusChange, ToChange>(
      account, "update_status",
      +[](const Account& self, std::string user, py::object available, py::object custom_status_uuid, Text reason,
          Text actor, std::optional<std::int64_t> if_version, int contacts, std::string way) {
        return start_update(self, to_request({std::move(user), std::move(available), std::move(custom_status_uuid),
                                              std::move(reason), std::move(actor), if_version, contacts,
                                              std::move(way)}));
      },
      py::arg("user"), py::kw_only(), py::arg("available") = unset, py::arg("custom_status_uuid") = unset,
      py::arg("reason") = py::none(), py::arg("actor") = py::none(), py::arg("if_version") = py::none(),
      py::arg("contacts") = 20, py::arg("way") = "library", kUpdateDoc);
  def_write<StatusChange, ToAnswer>(
      account, "update_status_json",
      +[](const Account& self, std::string user, py::bytes body, Text actor, const ApiKey* api_key, Text if_match,
          Text contacts, std::optional<py::dict> refused) {
        const StatusCall call = to_call({std::move(user), std::move(actor), api_key, std::move(if_match),
                                         std::move(contacts), std::nullopt, std::move(refused)});
        return start_update(self, read_status_call(call, std::string_view(body)));
      },
      py::arg("user"), py::arg("body"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("if_match") = py::none(), py::arg("contacts") = py::none(), py::arg("refused") = py::none(),
      "PUT of a user's status: the bytes of the request in, the bytes of the answer out. `refused` adds refusals of the "
      "web layer's own. Raises as update_status does, and MalformedJsonError.");
  def_write<StatusChange, ToEmptyAnswer>(
      account, "clear_custom_status_json",
      +[](const Account& self, std::string user, Text reason, Text actor, const ApiKey* api_key, Text if_match,
          std::optional<py::dict> refused) {
        const StatusCall call = to_call({std::move(user), std::move(actor), api_key, std::move(if_match), std::nullopt,
                                         std::move(reason), std::move(refused)});
        return start_update(self, read_clear_call(call));
      },
      py::arg("user"), py::kw_only(), py::arg("reason") = py::none(), py::arg("actor") = py::none(),
      py::arg("api_key") = py::none(), py::arg("if_match") = py::none(), py::arg("refused") = py::none(),
      "DELETE of a user's status: unassigns the custom status; the answer's body is empty.");
}

// The uuid of a path: what is none belongs to no user.
Result<Uuid> to_user(const std::string& text) {
  const auto uuid = Uuid::parse(text);
  if (!uuid) return Error::of(ErrorCode::kUserNotFound);
  return *uuid;
}

void register_reads(py::classh<Account>& account) {
  def_read(
      account, "status",
      +[](const Account& self, std::string user) {
        return [self, user = to_user(user)]() -> Result<Status> {
          return user.ok() ? self.status(user.value()) : Result<Status>(user.error());
        };
      },
      py::arg("user"), "The user's status as of the last commit. Raises UserNotFoundError.");
  def_read(
      account, "contacts",
      +[](const Account& self, std::string user, Text after, int limit) {
        return [self, user = to_user(user), after, limit]() -> Result<ContactPage> {
          if (!user.ok()) return user.error();
          ParamErrors refused;
          const auto cursor = after ? Uuid::parse(*after) : std::nullopt;
          if (after && !cursor) refused.add("after", "is not a cursor of this list");
          if (limit < 0 || limit > 100) refused.add("limit", "must be a number from 0 to 100");
          if (!refused.empty()) return Error::invalid_params(std::move(refused));
          return self.contacts(user.value(), cursor, limit);
        };
      },
      py::arg("user"), py::kw_only(), py::arg("after") = py::none(), py::arg("limit") = 20,
      "The contacts assigned to the user in order of uuid, and the `after` that asks for more, or None.");
  def_read(
      account, "find_user",
      +[](const Account& self, std::string uuid_or_email) {
        return [self, uuid_or_email] { return self.find_user(uuid_or_email); };
      },
      py::arg("uuid_or_email"), "The user of this uuid or e-mail (in any case). Raises UserNotFoundError.");
  def_read(
      account, "history",
      +[](const Account& self, std::string user, std::int64_t after, std::int64_t limit) {
        return [self, user = to_user(user), after, limit]() -> Result<std::vector<HistoryEntry>> {
          if (!user.ok()) return user.error();
          return self.history(user.value(), {after, limit});
        };
      },
      py::arg("user"), py::kw_only(), py::arg("after") = 0, py::arg("limit") = 1000,
      "The user's changes with seq > after, in order of seq, at most `limit` (1 to 100,000).");
  def_read(
      account, "custom_statuses", +[](const Account& self) { return [self] { return self.custom_statuses(); }; },
      "The account's custom statuses in order of creation.");
}

void register_json_reads(py::classh<Account>& account) {
  def_read(
      account, "status_json",
      +[](const Account& self, std::string user) { return [self, user] { return status_answer(self, user); }; },
      py::arg("user"), "GET of a user's status. Raises UserNotFoundError.");
  def_read(
      account, "contacts_json",
      +[](const Account& self, std::string user, Text after) {
        return [self, user, after] { return contacts_answer(self, user, after); };
      },
      py::arg("user"), py::kw_only(), py::arg("after") = py::none(),
      "GET of a user's contacts. Raises UserNotFoundError, InvalidParamsError.");
}

}  // namespace

void register_account(py::module_& module) {
  py::classh<Unset>(module, "Unset", py::is_final(), "The type of UNSET.")
      .def("__repr__", [](const Unset&) { return "UNSET"; });
  module.attr("UNSET") = Unset();
  register_completion_port(module);
  py::classh<Answer>(module, "Answer", py::is_final(), "What a request of the HTTP API is answered with.")
      .def_property_readonly("body", [](const Answer& a) { return py::bytes(a.body); })
      .def_readonly("version", &Answer::version, "For the ETag, or None.");
  py::classh<Account> account(module, "Account", py::is_final(),
                              "One account: its people and their statuses. Safe to use from any thread.");
  account.def_property_readonly("name", &Account::name)
      .def("__repr__", [](const Account& self) { return "Account(name='" + self.name() + "')"; });
  register_updates(account);
  register_reads(account);
  register_json_reads(account);
}

}  // namespace onduty::bindings
