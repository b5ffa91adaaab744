// The methods of Database, by what they are about; register_database.cpp puts them together.
#pragma once

#include <pybind11/pybind11.h>

#include "onduty/database.h"

namespace onduty::bindings {

void def_maintenance_calls(pybind11::classh<Database>& database);
void def_history_import(pybind11::classh<Database>& database);

}  // namespace onduty::bindings
