// A column in an array of Python's buffer protocol, such as NumPy's.
#pragma once

#include <memory>

#include "bulk_columns.h"

namespace onduty::bindings {

// Of bool, of text (U), of bytes (S), or of 16 bytes (V16). Nothing when it has no such buffer.
std::unique_ptr<Column> open_buffer_column(const py::object& values);

}  // namespace onduty::bindings
