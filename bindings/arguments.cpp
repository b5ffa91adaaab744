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
