// The methods of Account, by what they are about; register_account.cpp puts them together.
#pragma once

#include <pybind11/pybind11.h>

#include "onduty/account.h"

namespace onduty::bindings {

void def_present_calls(pybind11::classh<Account>& account);
void def_list_calls(pybind11::classh<Account>& account);
void def_catalogue_calls(pybind11::classh<Account>& account);
void def_key_calls(pybind11::classh<Account>& account);
void def_bulk_calls(pybind11::classh<Account>& account);
void def_report_calls(pybind11::classh<Account>& account);
void def_history_calls(pybind11::classh<Account>& account);
void def_plan_calls(pybind11::classh<Account>& account);

}  // namespace onduty::bindings
