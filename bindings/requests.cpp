#include "requests.h"

#include <pybind11/stl.h>

#include "arguments.h"

namespace onduty::bindings {
namespace {

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
    return;
  }
  std::string text;
  const auto id = load_uuid(argument, text) ? Uuid::parse(text) : std::nullopt;
  if (id) {
    update.custom_status = CustomStatusUpdate::assign(*id);
  } else {
    update.refused.add("custom_status_uuid", "is not a uuid");
  }
}

void read_contacts(std::int64_t contacts, StatusRequest& request) {
  if (contacts >= 0 && contacts <= 100) {
    request.contacts_max = static_cast<int>(contacts);
  } else {
    request.update.refused.add("contacts", "must be a number from 0 to 100");
  }
}

void read_hand_off_arguments(const py::dict& arguments, StatusUpdate& update) {
  if (arguments.empty()) return;
  const std::string json = to_json(arguments, update.refused);
  update.hand_off = value_or_raise(read_hand_off(json));
}

// What value_or_raise() of json.dumps would raise is a refusal, where the value is at fault and not its type.
std::optional<std::string> json_or_refuse(const std::string& param, const py::handle& value,
                                          const py::object& otherwise, ParamErrors& refused) {
  const py::object dumps = py::module_::import("json").attr("dumps");
  try {
    const py::object json = dumps(value, py::arg("allow_nan") = false, py::arg("ensure_ascii") = false,
                                  py::arg("sort_keys") = true, py::arg("default") = otherwise);
    return text_or_refuse(param.c_str(), json, "has no form in JSON", refused);
  } catch (const py::error_already_set& error) {
    if (!error.matches(PyExc_ValueError) && !error.matches(PyExc_RecursionError)) throw;
    refused.add(param, "has no form in JSON");
    return std::nullopt;
  }
}

}  // namespace

bool is_set(const py::object& argument) { return !py::isinstance<Unset>(argument); }

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
    if (!is_set(value)) continue;
    std::string text;
    const bool is_text = load_uuid(value, text) && !py::isinstance<py::str>(value);
    members[name] = is_text ? py::object(py::str(text)) : value;
  }
  return members;
}

std::string to_json(const py::dict& members, ParamErrors& refused, const py::object& otherwise) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    const auto param = name.cast<std::string>();
    const auto text = json_or_refuse(param, value, otherwise, refused);
    if (text) json += (json.size() == 1 ? "\"" : ",\"") + param + "\":" + *text;
  }
  return json + '}';
}

std::optional<Idempotency> to_idempotency(const std::optional<std::string>& key) {
  return key ? std::optional(Idempotency{*key, ""}) : std::nullopt;
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
  request.idempotency = to_idempotency(arguments.idempotency_key);
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
