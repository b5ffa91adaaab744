// One function a noun; module.cpp calls them in this order, values before what returns them.
#pragma once

#include <pybind11/pybind11.h>

namespace onduty::bindings {

void register_error(pybind11::module_& module);
void register_contact(pybind11::module_& module);
void register_status(pybind11::module_& module);
void register_catalogue(pybind11::module_& module);
void register_directory(pybind11::module_& module);
void register_lists(pybind11::module_& module);
void register_keys(pybind11::module_& module);
void register_maintenance(pybind11::module_& module);
void register_bulk(pybind11::module_& module);
void register_columns(pybind11::module_& module);
void register_reports(pybind11::module_& module);
void register_change_set(pybind11::module_& module);
void register_plan(pybind11::module_& module);
void register_account(pybind11::module_& module);
void register_history_import(pybind11::module_& module);
void register_database(pybind11::module_& module);
void register_plain_requests(pybind11::module_& module);

}  // namespace onduty::bindings
