#include "columns_of_values.h"

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "arguments.h"

namespace onduty::bindings {
namespace {

namespace py = pybind11;

template <class T>
T value_of(const py::handle& value, const std::string& column) {
  try {
    return py::cast<T>(value);
  } catch (const py::cast_error&) {
    throw py::type_error("the column " + column + " holds a value of another kind");
  }
}

template <class Column, class Value>
Column numbers(const py::list& values, const std::string& name) {
  Column column;
  column.reserve(values.size());
  for (const py::handle value : values) column.push_back(value_of<Value>(value, name));
  return column;
}

TextColumn texts(const py::list& values, const std::string& name) {
  std::unordered_map<std::string, std::int32_t> place_of;
  std::vector<std::int32_t> places;
  TextColumn column;
  for (const py::handle value : values) {
    if (value.is_none()) {
      places.push_back(TextColumn::kNull);
      continue;
    }
    std::string text = value_of<TextArgument>(value, name);
    const auto [place, is_new] = place_of.try_emplace(text, static_cast<std::int32_t>(column.values.size()));
    if (is_new) column.values.push_back(std::move(text));
    places.push_back(place->second);
  }
  column.places = std::make_shared<const std::vector<std::int32_t>>(std::move(places));
  return column;
}

InstantColumn instants(const py::list& values, const std::string& name, const std::string& time_zone) {
  InstantColumn column{{}, time_zone};
  for (const py::handle value : values) {
    column.ms.push_back(value.is_none() ? InstantColumn::kNull : value_of<std::int64_t>(value, name));
  }
  return column;
}

TableColumn column_of_values(const std::string& name, const std::string& kind, const py::list& values,
                             const std::string& time_zone) {
  if (kind == "integer") return {name, numbers<IntegerColumn, std::int64_t>(values, name)};
  if (kind == "real") return {name, numbers<RealColumn, double>(values, name)};
  if (kind == "flag") return {name, numbers<FlagColumn, bool>(values, name)};
  if (kind == "text") return {name, texts(values, name)};
  if (kind == "instant") return {name, instants(values, name, time_zone)};
  throw py::value_error("there is no kind of column " + kind);
}

}  // namespace

Columns columns_of_values(const py::list& columns, const std::string& time_zone) {
  auto table = std::make_shared<TableColumns>();
  for (const py::handle each : columns) {
    const auto parts = py::cast<py::tuple>(each);
    const auto values = py::cast<py::list>(parts[2]);
    if (table->columns.empty()) table->size = values.size();
    if (values.size() != table->size) throw py::value_error("columns have different lengths");
    table->columns.push_back(
        column_of_values(py::cast<std::string>(parts[0]), py::cast<std::string>(parts[1]), values, time_zone));
  }
  return {std::move(table)};
}

}  // namespace onduty::bindings
