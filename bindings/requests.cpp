#include "requests.h"

#include <pybind11/stl.h>

namespace onduty::bindings {
namespace {

bool is_set(const py::object& argument) { return !py::isinstance<Unset>(argument); }

void read_available(const py::object& argument, StatusUpdate& update) {
  if (!is_set(argument)) return;
  if (py::isinstance<py::bool_>(argument)) {
    update.available = argument.cast<bool>();
  } else {
    update.refused.add("available", "must be true or false");
  }
}

void read_custom_status(const py::object& argument, StatusUpdate& update) {
  if (!is_set(argument)) return;
  if (argument.is_none()) {
    update.custom_status = CustomStatusUpdate::clear();
  } else if (const auto id = Uuid::parse(py::str(argument).cast<std::string>())) {
    update.custom_status = CustomStatusUpdate::assign(*id);
  } else {
    update.refused.add("custom_status_uuid", "is not a uuid");
  }
}

void read_contacts(int contacts, StatusRequest& request) {
  if (contacts >= 0 && contacts <= 100) {
    request.contacts_max = contacts;
  } else {
    request.update.refused.add("contacts", "must be a number from 0 to 100");
  }
}

void read_hand_off_arguments(const py::dict& arguments, StatusUpdate& update) {
  if (arguments.empty()) return;
  update.hand_off = value_or_raise(read_hand_off(to_json(arguments)));
}

}  // namespace

std::optional<std::string> text_or_refuse(const char* param, const py::object& argument, const char* otherwise,
                                          ParamErrors& refused) {
  if (!py::isinstance<py::str>(argument)) {
    refused.add(param, otherwise);
    return std::nullopt;
  }
  Py_ssize_t size = 0;
  const char* text = PyUnicode_AsUTF8AndSize(argument.ptr(), &size);
  if (text != nullptr) return std::string(text, static_cast<std::size_t>(size));
  PyErr_Clear();
  refused.add(param, "must not have lone surrogates");
  return std::nullopt;
}

Way way_or_refuse(const std::string& name, ParamErrors& refused) {
  const auto way = way_from_name(name);
  if (way == Way::kLibrary || way == Way::kCli) return *way;
  refused.add("way", "must be library or cli");
  return Way::kLibrary;
}

Origin to_origin(std::optional<std::string> actor, const ApiKey* api_key) {
  if (api_key == nullptr) return {Way::kLibrary, std::move(actor), std::nullopt};
  return {Way::kApi, std::move(actor), api_key->id};
}

py::dict given(std::initializer_list<std::pair<const char*, py::object>> arguments) {
  py::dict members;
  for (const auto& [name, value] : arguments) {
    if (is_set(value)) members[name] = value;
  }
  return members;
}

std::string to_json(const py::dict& members) {
  const py::object dumps = py::module_::import("json").attr("dumps");
  // NaN and its like would not be JSON.
  return dumps(members, py::arg("allow_nan") = false).cast<std::string>();
}

Result<StatusRequest> to_request(const UpdateArguments& arguments) {
  const auto user = Uuid::parse(arguments.user);
  if (!user) return Error::of(ErrorCode::kUserNotFound);
  StatusRequest request;
  request.user = *user;
  read_available(arguments.available, request.update);
  read_custom_status(arguments.custom_status_uuid, request.update);
  request.origin.way = way_or_refuse(arguments.way, request.update.refused);
  read_contacts(arguments.contacts, request);
  read_hand_off_arguments(arguments.hand_off, request.update);
  request.update.reason = arguments.reason;
  if (arguments.idempotency_key) request.idempotency = Idempotency{*arguments.idempotency_key, ""};
  request.origin.actor = arguments.actor;
  if (arguments.if_version) request.if_version = IfVersion{false, {*arguments.if_version}};
  return request;
}

StatusCall to_call(const CallArguments& arguments) {
  StatusCall call;
  call.user = arguments.user;
  call.origin = to_origin(arguments.actor, arguments.api_key);
  call.if_match = arguments.if_match;
  call.contacts = arguments.contacts;
  call.reason = arguments.reason;
  call.refused = to_param_errors(arguments.refused);
  return call;
}

}  // namespace onduty::bindings
