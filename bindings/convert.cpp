#include "convert.h"

#include <pybind11/gil_safe_call_once.h>
#include <pybind11/stl.h>

namespace onduty::bindings {
namespace {

// What conversions need of Python's standard library, looked up once.
struct StandardLibrary {
  py::object epoch;
  py::object timedelta;
  py::object json_loads;
};

const StandardLibrary& standard_library() {
  static py::gil_safe_call_once_and_store<StandardLibrary> storage;
  return storage
      .call_once_and_store_result([] {
        const py::module_ datetime = py::module_::import("datetime");
        const py::object utc = datetime.attr("timezone").attr("utc");
        return StandardLibrary{datetime.attr("datetime")(1970, 1, 1, 0, 0, 0, 0, utc), datetime.attr("timedelta"),
                               py::module_::import("json").attr("loads")};
      })
      .get_stored();
}

}  // namespace

py::object to_datetime(Instant instant) {
  const StandardLibrary& library = standard_library();
  constexpr std::int64_t kDayMs = 86'400'000;
  return library.epoch + library.timedelta(instant.ms / kDayMs, 0, 0, instant.ms % kDayMs);
}

py::dict to_custom_fields(const Contact& contact) {
  py::dict fields;
  for (const auto& [name, value] : contact.custom_fields) fields[py::str(name)] = standard_library().json_loads(value);
  return fields;
}

ParamErrors to_param_errors(const std::optional<py::dict>& refused) {
  ParamErrors errors;
  if (!refused) return errors;
  for (const auto& [param, reasons] : *refused) {
    for (const auto& reason : reasons) errors.add(py::cast<std::string>(param), py::cast<std::string>(reason));
  }
  return errors;
}

}  // namespace onduty::bindings
