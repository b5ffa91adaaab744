// Columns made of Python's values, for tables of what is not a report.
#pragma once

#include <pybind11/pybind11.h>

#include <string>

#include "table_columns.h"

namespace onduty::bindings {

// Of (name, kind, values) each; instants are milliseconds since 1970, to be shown in the zone of that name. None is
// nothing, in texts and instants.
// Raises ValueError where columns differ in length or a kind is unknown, TypeError for a value of another kind.
Columns columns_of_values(const pybind11::list& columns, const std::string& time_zone);

}  // namespace onduty::bindings
