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

void read_way(const std::string& name, StatusRequest& request) {
  const auto way = way_from_name(name);
  if (way == Way::kLibrary || way == Way::kCli) {
    request.origin.way = *way;
  } else {
    request.update.refused.add("way", "must be library or cli");
  }
}

void read_contacts(int contacts, StatusRequest& request) {
  if (contacts >= 0 && contacts <= 100) {
    request.contacts_max = contacts;
  } else {
    request.update.refused.add("contacts", "must be a number from 0 to 100");
  }
}

}  // namespace

Result<StatusRequest> to_request(const UpdateArguments& arguments) {
  const auto user = Uuid::parse(arguments.user);
  if (!user) return Error::of(ErrorCode::kUserNotFound);
  StatusRequest request;
  request.user = *user;
  read_available(arguments.available, request.update);
  read_custom_status(arguments.custom_status_uuid, request.update);
  read_way(arguments.way, request);
  read_contacts(arguments.contacts, request);
  request.update.reason = arguments.reason;
  request.origin.actor = arguments.actor;
  if (arguments.if_version) request.if_version = IfVersion{false, {*arguments.if_version}};
  return request;
}

StatusCall to_call(const CallArguments& arguments) {
  StatusCall call;
  call.user = arguments.user;
  call.origin.actor = arguments.actor;
  if (arguments.api_key != nullptr) {
    call.origin.way = Way::kApi;
    call.origin.api_key_id = arguments.api_key->id;
  }
  call.if_match = arguments.if_match;
  call.contacts = arguments.contacts;
  call.reason = arguments.reason;
  call.refused = to_param_errors(arguments.refused);
  return call;
}

}  // namespace onduty::bindings
