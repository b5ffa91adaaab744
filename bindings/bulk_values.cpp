#include "bulk_values.h"

#include <algorithm>
#include <array>
#include <string>

#include "arguments.h"
#include "requests.h"

namespace onduty::bindings {
namespace {

// A uuid's bytes last as long as nothing else is asked of it, so they are kept here.
std::string_view bytes_of_uuid(const py::object& uuid) {
  static thread_local std::string bytes;
  bytes = uuid.attr("bytes").cast<std::string>();
  return bytes;
}

Cell cell_of_rare(const py::object& value) {
  if (!is_set(value)) return {Cell::Kind::kAbsent, false, {}};
  if (PyBytes_Check(value.ptr())) {
    return {Cell::Kind::kBytes,
            false,
            {PyBytes_AS_STRING(value.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(value.ptr()))}};
  }
  if (is_uuid(value)) return {Cell::Kind::kBytes, false, bytes_of_uuid(value)};
  return {Cell::Kind::kOther, false, {}};
}

// A uuid as its text, or as its 16 bytes.
std::optional<Uuid> uuid_of(const Cell& cell) {
  if (cell.kind == Cell::Kind::kText) return Uuid::parse(cell.text);
  if (cell.kind != Cell::Kind::kBytes) return std::nullopt;
  if (cell.text.size() != Uuid::kSize) return Uuid::parse(cell.text);
  std::array<std::uint8_t, Uuid::kSize> bytes{};
  std::copy(cell.text.begin(), cell.text.end(), bytes.begin());
  return Uuid(bytes);
}

// Other libraries' text is as good as they are.
bool is_utf8(std::string_view text) {
  const auto decoded = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr));
  if (!decoded) PyErr_Clear();
  return static_cast<bool>(decoded);
}

bool is_text(const Cell& cell) { return cell.kind == Cell::Kind::kText || cell.kind == Cell::Kind::kBytes; }

}  // namespace

std::optional<std::string_view> view_of(PyObject* text) {
  Py_ssize_t size = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
  if (bytes != nullptr) return std::string_view(bytes, static_cast<std::size_t>(size));
  PyErr_Clear();
  return std::nullopt;
}

Cell cell_of(const py::object& value) {
  if (value.is_none()) return {Cell::Kind::kNull, false, {}};
  if (PyBool_Check(value.ptr())) return {Cell::Kind::kBool, value.ptr() == Py_True, {}};
  if (!PyUnicode_Check(value.ptr())) return cell_of_rare(value);
  const auto text = view_of(value.ptr());
  return text ? Cell{Cell::Kind::kText, false, *text} : Cell{Cell::Kind::kOther, false, {}};
}

void read_user(const Cell& cell, BulkUpdate& update) {
  update.user = uuid_of(cell);
  if (!update.user) update.refuse("uuid", is_text(cell) ? "is not a uuid" : "must be a uuid");
}

void read_available(const Cell& cell, BulkUpdate& update) {
  if (cell.kind == Cell::Kind::kBool) {
    update.available = cell.boolean;
  } else if (cell.kind != Cell::Kind::kAbsent) {
    update.refuse("available", "must be true or false");  // S3
  }
}

void read_custom_status(const Cell& cell, BulkUpdate& update) {
  if (cell.kind == Cell::Kind::kAbsent) return;
  if (cell.kind == Cell::Kind::kNull) {
    update.custom_status = CustomStatusUpdate::clear();
  } else if (const auto id = uuid_of(cell)) {
    update.custom_status = CustomStatusUpdate::assign(*id);
  } else {
    update.refuse("custom_status_uuid", is_text(cell) ? "is not a uuid" : "must be a uuid or null");
  }
}

void read_reason(const Cell& cell, BulkUpdate& update) {
  if (cell.kind == Cell::Kind::kText && is_utf8(cell.text)) {
    update.reason = std::string(cell.text);
  } else if (cell.kind != Cell::Kind::kAbsent && cell.kind != Cell::Kind::kNull) {
    update.refuse("reason", "must be a string");
  }
}

}  // namespace onduty::bindings
