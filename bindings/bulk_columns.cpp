#include "bulk_columns.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_column.h"
#include "buffer_column.h"

namespace onduty::bindings {
namespace {

// Where a column has no value, nothing is asked for; null for the custom status takes it away, as in JSON.
void read_available_cell(const Cell& cell, BulkUpdate& update) {
  if (cell.kind != Cell::Kind::kNull) read_available(cell, update);
}

struct Role {
  std::string_view name;
  void (*read)(const Cell&, BulkUpdate&);
};

constexpr std::array<Role, 4> kRoles{{
    {"uuid", read_user},
    {"available", read_available_cell},
    {"custom_status_uuid", read_custom_status},
    {"reason", read_reason},
}};

struct ReadColumn {
  void (*read)(const Cell&, BulkUpdate&);
  std::unique_ptr<Column> column;
};

class Columns final : public BulkSource {
 public:
  Columns(std::vector<ReadColumn> columns, std::size_t rows) : columns_(std::move(columns)), rows_(rows) {}

  std::optional<BulkUpdate> next() override {
    if (row_ == rows_) return std::nullopt;
    BulkUpdate update;
    for (const ReadColumn& column : columns_) column.read(column.column->cell(row_), update);
    ++row_;
    return update;
  }

 private:
  std::vector<ReadColumn> columns_;
  const std::size_t rows_;
  std::size_t row_ = 0;
};

// A sequence of Python's values: a list, an array of objects. In the order of iteration, as subscripts need not be
// places: those of a pandas Series are labels.
class ObjectColumn final : public Column {
 public:
  explicit ObjectColumn(const py::object& values) : values_(values) {}

  std::size_t size() const override { return values_.size(); }
  Cell cell(std::size_t row) override { return cell_of(values_[row]); }

 private:
  const py::list values_;
};

std::unique_ptr<Column> open_column(const py::object& values) {
  if (is_table(values)) return open_arrow_column(values);
  if (auto column = open_buffer_column(values)) return column;
  if (PySequence_Check(values.ptr()) && !PyUnicode_Check(values.ptr())) {
    return std::make_unique<ObjectColumn>(values);
  }
  throw py::type_error("is not an array");
}

// Gathers columns with their names, and what is wrong with them.
class Gathered {
 public:
  template <class Open>
  void add(std::string_view name, Open open) {
    for (const Role& role : kRoles) {
      if (role.name == name) return add_as(role, open);
    }
    refused_.add(name, "is not a column of updates");
  }

  std::unique_ptr<BulkSource> source() {
    bool has_user = false;
    for (const ReadColumn& column : columns_) has_user = has_user || column.read == read_user;
    if (!has_user) refused_.add("uuid", "is required");
    if (!refused_.empty()) raise(Error::invalid_params(std::move(refused_)));
    return std::make_unique<Columns>(std::move(columns_), rows_);
  }

 private:
  template <class Open>
  void add_as(const Role& role, Open open) {
    try {
      std::unique_ptr<Column> column = open();
      if (!columns_.empty() && column->size() != rows_) throw py::type_error("has another length than the others");
      rows_ = column->size();
      columns_.push_back({role.read, std::move(column)});
    } catch (const py::type_error& error) {
      refused_.add(role.name, error.what());
    }
  }

  std::vector<ReadColumn> columns_;
  std::size_t rows_ = 0;
  ParamErrors refused_;
};

// What a column is called, with escapes for half of a surrogate pair.
std::string readable(py::handle name) {
  return py::str(name).attr("encode")("utf-8", "backslashreplace").cast<py::bytes>();
}

}  // namespace

bool is_table(const py::object& object) {
  return py::hasattr(object, "__arrow_c_stream__") || py::hasattr(object, "__arrow_c_array__");
}

std::unique_ptr<BulkSource> open_table(const py::object& table) {
  const ArrowTable opened(table);
  Gathered gathered;
  for (std::size_t i = 0; i < opened.column_count(); ++i) {
    gathered.add(opened.column_name(i), [&] { return opened.column(i); });
  }
  return gathered.source();
}

std::unique_ptr<BulkSource> open_columns(const py::dict& columns) {
  Gathered gathered;
  for (const auto& [name, values] : columns) {
    const auto object = py::reinterpret_borrow<py::object>(values);
    gathered.add(readable(name), [&] { return open_column(object); });
  }
  return gathered.source();
}

}  // namespace onduty::bindings
