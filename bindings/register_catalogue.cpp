#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/catalogue_api.h"
#include "onduty/list_api.h"
#include "register.h"
#include "requests.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

using Refused = std::optional<py::dict>;
using Kind = CustomStatusRequest::Kind;

struct ToNone {
  py::object operator()(CustomStatusDetails& /*destroyed*/) const { return py::none(); }
};

// Gives a copyable start(done), as def_write wants it.
auto start_change(const Account& account, CustomStatusRequest request) {
  return [account, request = std::move(request)](Account::CustomStatusDone done) {
    account.change_custom_status_async(request, std::move(done));
  };
}

// The same, answered as the HTTP API answers it.
auto start_answer(const Account& account, Result<CustomStatusRequest> request) {
  return [account, request = std::move(request)](Account::AnswerDone done) {
    if (request.ok()) {
      account.answer_custom_status_async(request.value(), std::move(done));
    } else {
      done(request.error());
    }
  };
}

CustomStatusRequest request_of(Kind kind, const std::string& id, Text actor, const std::string& way,
                               const Text& idempotency_key) {
  CustomStatusRequest request;
  request.kind = kind;
  request.id = Uuid::parse(id).value_or(Uuid());  // what is no uuid belongs to nothing
  request.origin = {way_or_refuse(way, request.draft.refused), std::move(actor), std::nullopt};
  request.idempotency = to_idempotency(idempotency_key);
  return request;
}

// Values of a wrong type are refused as the HTTP API refuses them.
void read_name(const py::object& name, CustomStatusDraft& draft) {
  if (!py::isinstance<Unset>(name)) draft.name = text_or_refuse("name", name, "must be a string", draft.refused);
}

void read_emoji(const py::object& emoji, CustomStatusDraft& draft) {
  if (py::isinstance<Unset>(emoji)) return;
  if (emoji.is_none()) {
    draft.emoji.emplace(std::nullopt);
  } else if (auto text = text_or_refuse("emoji", emoji, "must be a string or null", draft.refused)) {
    draft.emoji.emplace(std::move(text));
  }
}

CustomStatusCall call_of(std::string id, Text actor, const ApiKey* api_key, const Refused& refused) {
  return {std::move(id), to_origin(std::move(actor), api_key), to_param_errors(refused), std::nullopt};
}

void def_changes(py::classh<Account>& account) {
  const Unset unset;
  def_write<CustomStatusDetails, ToPython>(
      account, "create_custom_status",
      +[](const Account& self, py::object name, py::object emoji, Text actor, TextArgument way, Text idempotency_key) {
        CustomStatusRequest request = request_of(Kind::kCreate, "", std::move(actor), way, idempotency_key);
        read_name(name, request.draft);
        read_emoji(emoji, request.draft);
        return start_change(self, std::move(request));
      },
      py::arg("name"), py::kw_only(), py::arg("emoji") = py::none(), py::arg("actor") = py::none(),
      py::arg("way") = "library", py::arg("idempotency_key") = py::none(),
      "Create a custom status; on return it is on disk. name: 1 to 60 characters, which no other one has, in whatever "
      "case. "
      "emoji: one character as people count them. idempotency_key: as for update_status. Raises InvalidParamsError, "
      "and "
      "what every write can raise.");
  def_write<CustomStatusDetails, ToPython>(
      account, "update_custom_status",
      +[](const Account& self, UuidArgument custom_status, py::object name, py::object emoji, Text actor,
          TextArgument way, Text idempotency_key) {
        CustomStatusRequest request = request_of(Kind::kUpdate, custom_status, std::move(actor), way, idempotency_key);
        read_name(name, request.draft);
        read_emoji(emoji, request.draft);
        return start_change(self, std::move(request));
      },
      py::arg("custom_status"), py::kw_only(), py::arg("name") = unset, py::arg("emoji") = unset,
      py::arg("actor") = py::none(), py::arg("way") = "library", py::arg("idempotency_key") = py::none(),
      "Rename a custom status, or give it another emoji (None: none); what is left out stays. The history goes on "
      "showing "
      "what it was called before. Raises CustomStatusNotFoundError, InvalidParamsError.");
  def_write<CustomStatusDetails, ToNone>(
      account, "destroy_custom_status",
      +[](const Account& self, UuidArgument custom_status, Text actor, TextArgument way, Text idempotency_key) {
        return start_change(self, request_of(Kind::kDestroy, custom_status, std::move(actor), way, idempotency_key));
      },
      py::arg("custom_status"), py::kw_only(), py::arg("actor") = py::none(), py::arg("way") = "library",
      py::arg("idempotency_key") = py::none(),
      "Destroy a custom status, and take it from everyone who has it, in one transaction. The history goes on showing "
      "it. "
      "Raises CustomStatusNotFoundError.");
}

void def_json_changes(py::classh<Account>& account) {
  def_write<Answer, ToPython>(
      account, "create_custom_status_json",
      +[](const Account& self, py::bytes body, Text actor, const ApiKey* api_key, Refused refused, Text idempotency_key,
          TextArgument path) {
        CustomStatusCall call = call_of("", std::move(actor), api_key, refused);
        if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "POST", path, std::string_view(body));
        return start_answer(self, read_create_call(call, std::string_view(body)));
      },
      py::arg("body"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(), py::arg("path") = "",
      "POST of a custom status: the bytes of the request in, the bytes of the answer out; the other arguments are "
      "those of "
      "update_status_json. Raises as create_custom_status does, and MalformedJsonError.");
  def_write<Answer, ToPython>(
      account, "update_custom_status_json",
      +[](const Account& self, UuidArgument custom_status, py::bytes body, Text actor, const ApiKey* api_key,
          Refused refused, Text idempotency_key, TextArgument path) {
        CustomStatusCall call = call_of(std::move(custom_status), std::move(actor), api_key, refused);
        if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "PUT", path, std::string_view(body));
        return start_answer(self, read_change_call(call, std::string_view(body)));
      },
      py::arg("custom_status"), py::arg("body"), py::kw_only(), py::arg("actor") = py::none(),
      py::arg("api_key") = py::none(), py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(),
      py::arg("path") = "", "PUT of a custom status. Raises as update_custom_status does, and MalformedJsonError.");
  def_write<Answer, ToPython>(
      account, "destroy_custom_status_json",
      +[](const Account& self, UuidArgument custom_status, Text actor, const ApiKey* api_key, Refused refused,
          Text idempotency_key, TextArgument path) {
        CustomStatusCall call = call_of(std::move(custom_status), std::move(actor), api_key, refused);
        if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "DELETE", path, "");
        return start_answer(self, read_destroy_call(call));
      },
      py::arg("custom_status"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(), py::arg("path") = "",
      "DELETE of a custom status. Raises as destroy_custom_status does.");
}

void def_reads(py::classh<Account>& account) {
  def_read(
      account, "custom_statuses",
      +[](const Account& self) { return [self] { return self.custom_statuses({ListPart::all(), {}}); }; },
      "The account's custom statuses in order of creation.");
  def_read(
      account, "custom_status",
      +[](const Account& self, UuidArgument custom_status) {
        return [self, id = Uuid::parse(custom_status).value_or(Uuid())] { return self.custom_status(id); };
      },
      py::arg("custom_status"), "The custom status with this id. Raises CustomStatusNotFoundError.");
  def_read(
      account, "custom_statuses_json",
      +[](const Account& self, Text page, Refused refused) {
        ListCall call;
        call.page = std::move(page);
        call.refused = to_param_errors(refused);
        return [self, call] { return custom_statuses_answer(self, call); };
      },
      py::kw_only(), py::arg("page") = py::none(), py::arg("refused") = py::none(),
      "GET of the catalogue. Raises InvalidParamsError.");
  def_read(
      account, "custom_status_json",
      +[](const Account& self, UuidArgument custom_status, Refused refused) {
        return [self, custom_status, errors = to_param_errors(refused)] {
          return custom_status_answer(self, custom_status, errors);
        };
      },
      py::arg("custom_status"), py::kw_only(), py::arg("refused") = py::none(),
      "GET of a custom status. Raises CustomStatusNotFoundError, and InvalidParamsError for what is `refused`.");
}

}  // namespace

void def_catalogue_calls(py::classh<Account>& account) {
  def_changes(account);
  def_json_changes(account);
  def_reads(account);
}

void register_catalogue(py::module_& module) {
  py::classh<CustomStatusDetails> details(
      module, "CustomStatusDetails", py::is_final(),
      "A custom status as the catalogue has it, as it stood when it was read (C1).");
  details.def_property_readonly("id", [](const CustomStatusDetails& c) { return c.id.dashed(); })
      .def_readonly("name", &CustomStatusDetails::name)
      .def_readonly("emoji", &CustomStatusDetails::emoji)
      .def_property_readonly("created_at", [](const CustomStatusDetails& c) { return to_datetime(c.created_at); })
      .def_property_readonly("updated_at", [](const CustomStatusDetails& c) { return to_datetime(c.updated_at); })
      .def("__repr__", [](const CustomStatusDetails& c) {
        return "CustomStatusDetails(id='" + c.id.dashed() + "', name=" + quoted(c.name) + ")";
      });
  def_value(details, &CustomStatusDetails::id, &CustomStatusDetails::name, &CustomStatusDetails::emoji,
            &CustomStatusDetails::created_at, &CustomStatusDetails::updated_at);
}

}  // namespace onduty::bindings
