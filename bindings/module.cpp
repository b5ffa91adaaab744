// The extension module onduty._core: a table of contents.

#include <pybind11/pybind11.h>

#include "register.h"
#include "without_gil.h"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The C++ core of onduty. Use it through the package `onduty`.";
  module.attr("__version__") = ONDUTY_VERSION;
  onduty::bindings::register_error(module);
  onduty::bindings::register_contact(module);
  onduty::bindings::register_status(module);
  onduty::bindings::register_catalogue(module);
  onduty::bindings::register_directory(module);
  onduty::bindings::register_lists(module);
  onduty::bindings::register_keys(module);
  onduty::bindings::register_maintenance(module);
  onduty::bindings::register_bulk(module);
  onduty::bindings::register_columns(module);
  onduty::bindings::register_reports(module);
  onduty::bindings::register_change_set(module);
  onduty::bindings::register_plan(module);
  onduty::bindings::register_account(module);
  onduty::bindings::register_history_import(module);
  onduty::bindings::register_database(module);
  onduty::bindings::register_plain_requests(module);
  onduty::bindings::forget_threads_in_children();
  pybind11::module_::import("atexit").attr("register")(
      pybind11::cpp_function(onduty::bindings::stop_returning_threads));
}
