// Between the core's values and Python's. Everything here needs the GIL.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onduty/contact.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "without_gil.h"

namespace onduty::bindings {

namespace py = pybind11;

// An aware datetime in UTC.
py::object to_datetime(Instant instant);

// {name: str, int, float or list of str}
py::dict to_custom_fields(const Contact& contact);

// An instance of the exception class that stands for the error's code (see register_error.cpp).
py::object to_exception(const Error& error);

// Raises it.
[[noreturn]] void raise(const Error& error);

// {param: [reasons]}, as the web layer passes it; None is nothing.
ParamErrors to_param_errors(const std::optional<py::dict>& refused);

inline void raise_failure(const Result<void>& result) {
  if (!result.ok()) raise(result.error());
}

// The value as Python's; raises the error.
template <class T>
T value_or_raise(Result<T> result) {
  if (!result.ok()) raise(result.error());
  return std::move(result).value();
}

}  // namespace onduty::bindings
