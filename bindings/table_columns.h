// The columns of a table that Python is given: made once, never changed.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace onduty::bindings {

// Texts that are repeated: a place in `values` a row, kNull for none. Columns may share their places.
struct TextColumn {
  static constexpr std::int32_t kNull = -1;

  std::shared_ptr<const std::vector<std::int32_t>> places;
  std::vector<std::string> values;
};

// Milliseconds since 1970 of a row, kNull for none, and the name of the zone to show them in.
struct InstantColumn {
  static constexpr std::int64_t kNull = std::numeric_limits<std::int64_t>::min();

  std::vector<std::int64_t> ms;
  std::string time_zone;
};

using IntegerColumn = std::vector<std::int64_t>;
using RealColumn = std::vector<double>;
using FlagColumn = std::vector<std::uint8_t>;

struct TableColumn {
  std::string name;
  std::variant<IntegerColumn, RealColumn, FlagColumn, TextColumn, InstantColumn> data;
};

// REQUIRES: all columns have `size` rows.
struct TableColumns {
  std::vector<TableColumn> columns;
  std::size_t size = 0;
};

// What Python holds of them.
struct Columns {
  std::shared_ptr<const TableColumns> table;
};

// Whether the row holds nothing; only texts and instants may.
inline bool is_null(const TextColumn& column, std::size_t row) { return (*column.places)[row] == TextColumn::kNull; }
inline bool is_null(const InstantColumn& column, std::size_t row) { return column.ms[row] == InstantColumn::kNull; }
template <class T>
bool is_null(const std::vector<T>& /*column*/, std::size_t /*row*/) {
  return false;
}

}  // namespace onduty::bindings
