// Tables and columns that come by Arrow's C interface: those of PyArrow, Polars, pandas, DuckDB and others.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "arrow.h"
#include "bulk_columns.h"

namespace onduty::bindings {

// What was taken over from another library, all of it: its type and its parts in memory.
struct ArrowData {
  ArrowData() = default;
  ArrowData(const ArrowData&) = delete;  // It gives the memory back.
  ArrowData& operator=(const ArrowData&) = delete;
  ~ArrowData();

  ArrowSchema schema{};
  std::vector<ArrowArray> parts;
};

class ArrowTable {
 public:
  // Raises TypeError for what is no table, and what the other library raises.
  explicit ArrowTable(const py::object& table);

  std::size_t column_count() const;
  // Lives as long as the table.
  std::string_view column_name(std::size_t index) const;
  // The column keeps what it needs. Raises TypeError for types that are not read.
  std::unique_ptr<Column> column(std::size_t index) const;

 private:
  std::shared_ptr<ArrowData> data_;
};

std::unique_ptr<Column> open_arrow_column(const py::object& array);

}  // namespace onduty::bindings
