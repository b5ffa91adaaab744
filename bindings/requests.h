// Requests made of Python's arguments.
#pragma once

#include <pybind11/pybind11.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "convert.h"
#include "onduty/api_key.h"
#include "onduty/json_api.h"
#include "onduty/status.h"

namespace onduty::bindings {

// The type of UNSET: a parameter that was left out, where None means something else.
struct Unset {};

// Whether a parameter was given, be it None.
bool is_set(const py::object& argument);

// The arguments of update_status. Values of a wrong type are refused as the HTTP API refuses them.
struct UpdateArguments {
  std::string user;
  py::object available;
  py::object custom_status_uuid;
  std::optional<std::string> reason;
  std::optional<std::string> actor;
  std::optional<std::int64_t> if_version;
  std::int64_t contacts;
  std::string way;
  std::optional<std::string> idempotency_key;
  py::dict hand_off;  // the keys of a hand-off that were given, as JSON would have them
};

Result<StatusRequest> to_request(const UpdateArguments& arguments);

// Of keyword arguments, those that are set. Any may be None. A uuid.UUID is given as its text.
py::dict given(std::initializer_list<std::pair<const char*, py::object>> arguments);

// `{…}` as JSON text. A member whose value cannot be written, such as NaN or a lone surrogate, is left out and refused.
// Raises TypeError for values of types that JSON does not have, unless `otherwise`, called with one, makes something of
// it.
std::string to_json(const py::dict& members, ParamErrors& refused, const py::object& otherwise = py::none());

// For a call of the library: what makes it the same call is the core's to tell.
std::optional<Idempotency> to_idempotency(const std::optional<std::string>& key);

// The arguments of the calls that take an HTTP request's parts.
struct CallArguments {
  std::string user;
  std::optional<std::string> actor;
  const ApiKey* api_key;  // None: the library's own caller
  std::optional<std::string> if_match;
  std::optional<std::string> contacts;
  std::optional<std::string> reason;
  std::optional<py::dict> refused;
};

// A str as UTF-8; what is none is refused, `otherwise` telling what it must be.
std::optional<std::string> text_or_refuse(const char* param, const py::object& argument, const char* otherwise,
                                          ParamErrors& refused);

// Library and command line may be named; another way is refused.
Way way_or_refuse(const std::string& name, ParamErrors& refused);

// A request of the HTTP API where there is a key, else of the library.
Origin to_origin(std::optional<std::string> actor, const ApiKey* api_key);

StatusCall to_call(const CallArguments& arguments);

}  // namespace onduty::bindings
