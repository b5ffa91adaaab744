// The values of a bulk's updates, wherever they come from. Everything here needs the GIL.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <string_view>

#include "convert.h"
#include "onduty/bulk.h"

namespace onduty::bindings {

// One value. Refers to the text that it was made of.
struct Cell {
  enum class Kind { kAbsent, kNull, kBool, kText, kBytes, kOther };

  Kind kind = Kind::kNull;
  bool boolean = false;   // of kBool
  std::string_view text;  // of kText, as UTF-8, and kBytes
};

// A str as UTF-8, which lives as long as the str; nothing when it has lone surrogates. REQUIRES: it is a str.
std::optional<std::string_view> view_of(PyObject* text);

// REQUIRES: `value` outlives the cell. A uuid.UUID is kBytes.
Cell cell_of(const py::object& value);

// Each reads one value into the update, its refusal included. kAbsent leaves it alone.
void read_user(const Cell& cell, BulkUpdate& update);
void read_available(const Cell& cell, BulkUpdate& update);
void read_custom_status(const Cell& cell, BulkUpdate& update);
void read_reason(const Cell& cell, BulkUpdate& update);

}  // namespace onduty::bindings
