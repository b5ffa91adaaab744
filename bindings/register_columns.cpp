#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <utility>

#include "arrow_stream.h"
#include "columns_of_values.h"
#include "convert.h"
#include "register.h"
#include "table_columns.h"

namespace onduty::bindings {
namespace {

// Memory of a column, for Python to look at without a copy.
struct ColumnMemory {
  Columns columns;
  std::size_t index;
};

const TableColumn& column_of(const Columns& columns, std::size_t index) {
  if (index >= columns.table->columns.size()) throw py::index_error("there is no such column");
  return columns.table->columns[index];
}

struct KindName {
  const char* operator()(const IntegerColumn& /*column*/) const { return "integer"; }
  const char* operator()(const RealColumn& /*column*/) const { return "real"; }
  const char* operator()(const FlagColumn& /*column*/) const { return "flag"; }
  const char* operator()(const TextColumn& /*column*/) const { return "text"; }
  const char* operator()(const InstantColumn& /*column*/) const { return "instant"; }
};

// One row's value; an instant is its milliseconds.
struct CellOf {
  std::size_t row;

  py::object operator()(const IntegerColumn& column) const { return py::int_(column[row]); }
  py::object operator()(const RealColumn& column) const { return py::float_(column[row]); }
  py::object operator()(const FlagColumn& column) const { return py::bool_(column[row] != 0); }
  py::object operator()(const TextColumn& column) const {
    if (is_null(column, row)) return py::none();
    return py::str(column.values[static_cast<std::size_t>((*column.places)[row])]);
  }
  py::object operator()(const InstantColumn& column) const {
    if (is_null(column, row)) return py::none();
    return py::int_(column.ms[row]);
  }
};

struct MemoryOf {
  template <class T>
  static py::buffer_info info(const std::vector<T>& values, const std::string& format) {
    // The buffer is read-only, which is why the constness may be cast away.
    return {const_cast<T*>(values.data()),
            static_cast<py::ssize_t>(sizeof(T)),
            format,
            1,
            {values.size()},
            {sizeof(T)},
            true};
  }

  py::buffer_info operator()(const IntegerColumn& column) const { return info(column, "q"); }
  py::buffer_info operator()(const RealColumn& column) const { return info(column, "d"); }
  py::buffer_info operator()(const FlagColumn& column) const { return info(column, "?"); }
  py::buffer_info operator()(const TextColumn& column) const { return info(*column.places, "i"); }
  py::buffer_info operator()(const InstantColumn& column) const { return info(column.ms, "q"); }
};

py::list names(const Columns& columns) {
  py::list found;
  for (const TableColumn& column : columns.table->columns) found.append(column.name);
  return found;
}

py::list kinds(const Columns& columns) {
  py::list found;
  for (const TableColumn& column : columns.table->columns) found.append(std::visit(KindName(), column.data));
  return found;
}

py::list cells(const Columns& columns, std::size_t index, std::size_t start, std::size_t stop) {
  const TableColumn& column = column_of(columns, index);
  const std::size_t end = std::min(stop, columns.table->size);
  py::list values;
  for (std::size_t row = start; row < end; ++row) values.append(std::visit(CellOf{row}, column.data));
  return values;
}

bool is_empty(const Columns& columns, std::size_t index) {
  return std::visit(
      [&](const auto& column) {
        for (std::size_t row = 0; row < columns.table->size; ++row) {
          if (!is_null(column, row)) return false;
        }
        return true;
      },
      column_of(columns, index).data);
}

py::list texts(const Columns& columns, std::size_t index) {
  const auto* column = std::get_if<TextColumn>(&column_of(columns, index).data);
  return column == nullptr ? py::list() : py::list(py::cast(column->values));
}

}  // namespace

void register_columns(py::module_& module) {
  py::classh<ColumnMemory>(module, "ColumnMemory", py::is_final(), py::buffer_protocol(),
                           "The memory of a column: read-only, and there for as long as anything looks at it.")
      .def_buffer(
          [](ColumnMemory& memory) { return std::visit(MemoryOf(), column_of(memory.columns, memory.index).data); });
  py::classh<Columns>(module, "Columns", py::is_final(), "The columns of a table; onduty.Table is what shows them.")
      .def(py::init(&columns_of_values), py::arg("columns"), py::kw_only(), py::arg("time_zone") = "UTC",
           "Of (name, kind, values) each.")
      .def("__len__", [](const Columns& columns) { return columns.table->size; })
      .def_property_readonly("names", names)
      .def_property_readonly("kinds", kinds, "\"integer\", \"real\", \"flag\", \"text\" or \"instant\" each.")
      .def("cells", cells, py::arg("column"), py::arg("start"), py::arg("stop"),
           "The column's values of these rows; instants as milliseconds since 1970.")
      .def("is_empty", is_empty, py::arg("column"), "Whether no row has a value.")
      .def("texts", texts, py::arg("column"), "The different texts of a column of texts; its memory has places in it.")
      .def(
          "memory",
          [](const Columns& columns, std::size_t index) {
            column_of(columns, index);  // is there
            return ColumnMemory{columns, index};
          },
          py::arg("column"), "Of texts: where each stands in `texts`, -1 for none.")
      .def(
          "__arrow_c_stream__",
          [](const Columns& columns, const py::object& /*requested_schema*/) { return arrow_stream_of(columns.table); },
          py::arg("requested_schema") = py::none(), "The rows, by Arrow's C stream interface.");
}

}  // namespace onduty::bindings
