// Updates as columns.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "bulk_source.h"
#include "bulk_values.h"

namespace onduty::bindings {

// Everything here needs the GIL.
class Column {
 public:
  Column() = default;
  Column(const Column&) = delete;  // It may hold memory of another library.
  Column& operator=(const Column&) = delete;
  virtual ~Column() = default;

  virtual std::size_t size() const = 0;
  // Valid until the next call. REQUIRES: row < size(); rows are asked for in order.
  virtual Cell cell(std::size_t row) = 0;
};

// Whether it is exported by Arrow's C interface.
bool is_table(const py::object& object);

// A table's columns, or those of a dict by name. Raises InvalidParamsError, which names what cannot be one.
std::unique_ptr<BulkSource> open_table(const py::object& table);
std::unique_ptr<BulkSource> open_columns(const py::dict& columns);

}  // namespace onduty::bindings
