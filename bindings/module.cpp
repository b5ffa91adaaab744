// The extension module onduty._core: a table of contents.

#include <pybind11/pybind11.h>

#include "register.h"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The C++ core of onduty. Use it through the package `onduty`.";
  module.attr("__version__") = ONDUTY_VERSION;
  onduty::bindings::register_error(module);
  onduty::bindings::register_contact(module);
  onduty::bindings::register_status(module);
  onduty::bindings::register_directory(module);
  onduty::bindings::register_account(module);
  onduty::bindings::register_database(module);
}
