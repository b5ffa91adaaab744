#include "arguments.h"

#include <pybind11/gil_safe_call_once.h>

#include <limits>
#include <string_view>

#include "convert.h"

namespace onduty::bindings {
namespace {

const py::object& uuid_class() {
  static py::gil_safe_call_once_and_store<py::object> storage;
  return storage.call_once_and_store_result([] { return py::object(py::module_::import("uuid").attr("UUID")); })
      .get_stored();
}

const py::object& datetime_class() {
  static py::gil_safe_call_once_and_store<py::object> storage;
  return storage.call_once_and_store_result([] { return py::object(py::module_::import("datetime").attr("datetime")); })
      .get_stored();
}

// From a datetime with a time zone. Its clock is exact to the microsecond; what is beyond the millisecond is cut off.
InstantArgument from_datetime(py::handle datetime) {
  if (datetime.attr("utcoffset")().is_none()) {
    return {{}, "is a datetime without a time zone; give it one, as in datetime.now(timezone.utc)"};
  }
  const py::object since_epoch = datetime - to_datetime(Instant{0});
  const auto days = since_epoch.attr("days").cast<std::int64_t>();
  const auto seconds = since_epoch.attr("seconds").cast<std::int64_t>();
  const auto microseconds = since_epoch.attr("microseconds").cast<std::int64_t>();
  const Instant instant{(days * 86'400 + seconds) * 1000 + microseconds / 1000};
  return {instant, Instant::problem_of(instant.ms)};
}

}  // namespace

bool is_uuid(py::handle value) { return py::isinstance(value, uuid_class()); }

bool load_text(py::handle argument, std::string& text) {
  if (!argument || !PyUnicode_Check(argument.ptr())) return false;
  Py_ssize_t size = 0;
  if (const char* utf8 = PyUnicode_AsUTF8AndSize(argument.ptr(), &size)) {
    text.assign(utf8, static_cast<std::size_t>(size));
    return true;
  }
  PyErr_Clear();
  const auto bytes =
      py::reinterpret_steal<py::bytes>(PyUnicode_AsEncodedString(argument.ptr(), "utf-8", "surrogatepass"));
  if (!bytes) throw py::error_already_set();
  text = std::string(bytes);
  return true;
}

bool load_uuid(py::handle argument, std::string& text) {
  if (load_text(argument, text)) return true;
  if (!argument || !is_uuid(argument)) return false;
  text = std::string(py::str(argument));
  return true;
}

bool load_user(py::handle argument, Uuid& user) {
  if (argument && PyUnicode_Check(argument.ptr()) && PyUnicode_IS_COMPACT_ASCII(argument.ptr())) {
    const std::string_view text(static_cast<const char*>(PyUnicode_DATA(argument.ptr())),
                                static_cast<std::size_t>(PyUnicode_GET_LENGTH(argument.ptr())));
    user = Uuid::parse(text).value_or(Uuid());
    return true;
  }
  std::string text;
  if (!load_uuid(argument, text)) return false;
  user = Uuid::parse(text).value_or(Uuid());
  return true;
}

bool load_number(py::handle argument, std::int64_t& number) {
  if (!argument || PyIndex_Check(argument.ptr()) == 0) return false;
  const auto integer = py::reinterpret_steal<py::object>(PyNumber_Index(argument.ptr()));
  if (!integer) throw py::error_already_set();
  int overflow = 0;
  number = PyLong_AsLongLongAndOverflow(integer.ptr(), &overflow);
  using Limits = std::numeric_limits<std::int64_t>;
  if (overflow != 0) number = overflow > 0 ? Limits::max() : Limits::min();
  return true;
}

bool load_instant(py::handle argument, InstantArgument& instant) {
  std::string text;
  if (load_text(argument, text)) {
    const auto parsed = Instant::parse(text);
    instant = {parsed.value_or(Instant()), parsed ? nullptr : Instant::problem_of(text)};
    return true;
  }
  if (!argument || !py::isinstance(argument, datetime_class())) return false;
  instant = from_datetime(argument);
  return true;
}

std::optional<Instant> instant_or_refuse(const char* param, const InstantOption& argument, ParamErrors& refused) {
  if (!argument) return std::nullopt;
  if (argument->problem == nullptr) return argument->instant;
  refused.add(param, argument->problem);
  return std::nullopt;
}

std::optional<Uuid> uuid_or_refuse(const char* param, const std::optional<UuidArgument>& argument,
                                   ParamErrors& refused) {
  if (!argument) return std::nullopt;
  auto uuid = Uuid::parse(*argument);
  if (!uuid) refused.add(param, "is not a uuid");
  return uuid;
}

std::filesystem::path to_path(const py::object& argument) {
  const auto name = py::reinterpret_steal<py::object>(PyOS_FSPath(argument.ptr()));
  if (!name) throw py::error_already_set();
  PyObject* bytes = nullptr;
  if (PyUnicode_FSConverter(name.ptr(), &bytes) == 0) {
    // It holds a null character, or one that names of files cannot be written with.
    PyErr_Clear();
    ParamErrors refused;
    refused.add("path", "cannot be the name of a file");
    raise(Error::invalid_params(std::move(refused)));
  }
  return std::string(py::reinterpret_steal<py::bytes>(bytes));
}

}  // namespace onduty::bindings
