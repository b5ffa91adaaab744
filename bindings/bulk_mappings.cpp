#include "bulk_mappings.h"

#include <pybind11/gil_safe_call_once.h>
#include <pybind11/stl.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "bulk_values.h"
#include "convert.h"
#include "onduty/json_api.h"
#include "requests.h"

namespace onduty::bindings {
namespace {

enum Key : std::size_t {
  kUser,
  kAvailable,
  kCustomStatus,
  kReason,
  kIfVersion,
  kFirstOfHandOff,
};

// In the order of Key.
constexpr std::array<const char*, 10> kNames{"uuid",          "available",     "custom_status_uuid", "reason",
                                             "if_version",    "assigned_user", "team_uuid",          "tags",
                                             "custom_fields", "bot_status"};

using Names = std::array<py::str, kNames.size()>;
using Values = std::array<py::object, kNames.size()>;

// Interned, as the keys of most dicts are, so that most are told by their address.
const Names& names() {
  static py::gil_safe_call_once_and_store<Names> storage;
  return storage
      .call_once_and_store_result([] {
        Names names;
        for (std::size_t i = 0; i < kNames.size(); ++i) {
          names[i] = py::reinterpret_steal<py::str>(PyUnicode_InternFromString(kNames[i]));
        }
        return names;
      })
      .get_stored();
}

std::optional<std::size_t> find_key(const Names& names, PyObject* key) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].ptr() == key) return i;
  }
  if (!PyUnicode_Check(key)) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (PyUnicode_CompareWithASCIIString(key, kNames[i]) == 0) return i;
  }
  return std::nullopt;
}

void refuse_key(PyObject* key, BulkUpdate& update) {
  const auto text = PyUnicode_Check(key) ? view_of(key) : std::nullopt;
  update.refuse(text.value_or("body"), text ? "is not a parameter of an update" : "has a key that is no text");
}

void read_if_version(const py::object& value, BulkUpdate& update) {
  if (value.is_none() || !is_set(value)) return;
  const long long version = PyLong_Check(value.ptr()) ? PyLong_AsLongLong(value.ptr()) : -1;
  const bool failed = PyErr_Occurred() != nullptr;
  if (failed) PyErr_Clear();
  if (failed || !PyLong_Check(value.ptr()) || PyBool_Check(value.ptr())) {
    update.refuse("if_version", "must be an integer");
  } else {
    update.more().if_version = IfVersion{false, {version}};
  }
}

// What hands contacts off is rare and goes by way of JSON.
void read_hand_off(const Values& values, BulkUpdate& update) {
  py::dict given;
  for (std::size_t i = kFirstOfHandOff; i < kNames.size(); ++i) {
    if (values[i] && is_set(values[i])) given[kNames[i]] = values[i];
  }
  if (given.empty()) return;
  try {
    ParamErrors refused;
    auto read = onduty::read_hand_off(to_json(given, refused));
    if (!read.ok()) throw py::value_error(read.error().message);
    update.more().hand_off = std::move(read).value();
    for (const auto& [param, reasons] : refused.entries()) {
      for (const std::string& reason : reasons) update.refuse(param, reason);
    }
  } catch (const py::builtin_exception& error) {
    update.refuse("body", error.what());
  } catch (const py::error_already_set& error) {
    if (!error.matches(PyExc_Exception)) throw;
    update.refuse("body", "has a value that JSON has no form of");
  }
}

BulkUpdate read_dict(PyObject* dict) {
  BulkUpdate update;
  Values values;
  const Names& known = names();
  bool hands_off = false;
  Py_ssize_t position = 0;
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  while (PyDict_Next(dict, &position, &key, &value) != 0) {
    if (const auto index = find_key(known, key)) {
      values[*index] = py::reinterpret_borrow<py::object>(value);
      hands_off = hands_off || *index >= kFirstOfHandOff;
    } else {
      refuse_key(key, update);
    }
  }
  if (values[kUser]) {
    read_user(cell_of(values[kUser]), update);
  } else {
    update.refuse("uuid", "is required");
  }
  if (values[kAvailable]) read_available(cell_of(values[kAvailable]), update);
  if (values[kCustomStatus]) read_custom_status(cell_of(values[kCustomStatus]), update);
  if (values[kReason]) read_reason(cell_of(values[kReason]), update);
  if (values[kIfVersion]) read_if_version(values[kIfVersion], update);
  if (hands_off) read_hand_off(values, update);
  return update;
}

BulkUpdate read_mapping(const py::object& item) {
  if (PyDict_Check(item.ptr())) return read_dict(item.ptr());
  if (!py::hasattr(item, "keys")) {
    BulkUpdate update;
    update.refuse("body", "must be a mapping");
    return update;
  }
  const py::dict copy;
  if (PyDict_Update(copy.ptr(), item.ptr()) != 0) throw py::error_already_set();
  return read_dict(copy.ptr());
}

class Mappings final : public BulkSource {
 public:
  explicit Mappings(py::object iterator) : iterator_(std::move(iterator)) {}

  std::optional<BulkUpdate> next() override {
    const auto item = py::reinterpret_steal<py::object>(PyIter_Next(iterator_.ptr()));
    if (item) return read_mapping(item);
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
    return std::nullopt;
  }

 private:
  const py::object iterator_;
};

}  // namespace

std::unique_ptr<BulkSource> open_mappings(const py::object& iterable) {
  return std::make_unique<Mappings>(py::iter(iterable));
}

}  // namespace onduty::bindings
