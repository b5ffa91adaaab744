#include <pybind11/stl.h>

#include <string>

#include "convert.h"
#include "register.h"

namespace onduty::bindings {
namespace {

std::string describe(bool available, const std::optional<CustomStatus>& custom_status) {
  std::string text = std::string("available=") + (available ? "True" : "False") + ", custom_status=";
  return text + (custom_status ? "'" + custom_status->name + "'" : "None");
}

void register_custom_status(py::module_& module) {
  py::classh<CustomStatus>(module, "CustomStatus", py::is_final(), "A reason to be away or busy, such as \"Lunch\".")
      .def_property_readonly("id", [](const CustomStatus& c) { return c.id.dashed(); })
      .def_readonly("name", &CustomStatus::name)
      .def_readonly("emoji", &CustomStatus::emoji)
      .def(
          "__eq__", [](const CustomStatus& a, const CustomStatus& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const CustomStatus& c) { return "CustomStatus(id='" + c.id.dashed() + "', name='" + c.name + "')"; });
}

void register_present(py::module_& module) {
  py::classh<Status>(module, "Status", py::is_final(), "A user's status, as it stood when it was read (U1).")
      .def_property_readonly("user", [](const Status& s) { return s.user.hex(); })
      .def_readonly("available", &Status::available)
      .def_property_readonly("available_updated_at",
                             [](const Status& s) { return to_datetime(s.available_updated_at); })
      .def_readonly("custom_status", &Status::custom_status)
      .def_property_readonly("custom_status_updated_at",
                             [](const Status& s) { return to_datetime(s.custom_status_updated_at); })
      .def_readonly("version", &Status::version)
      .def(
          "__eq__", [](const Status& a, const Status& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Status& s) {
        return "Status(user='" + s.user.hex() + "', " + describe(s.available, s.custom_status) +
               ", version=" + std::to_string(s.version) + ")";
      });
}

void register_change(py::module_& module) {
  py::classh<StatusChange>(module, "StatusChange", py::is_final(), "What an update did.")
      .def_readonly("changed", &StatusChange::changed, "False when everything was so already (U2).")
      .def_readonly("before", &StatusChange::before)
      .def_readonly("after", &StatusChange::after)
      .def_readonly("contacts", &StatusChange::contacts, "Contacts assigned to the user, in order of uuid (H2).")
      .def_readonly("contacts_next", &StatusChange::contacts_next,
                    "The `after` that asks for further contacts, or None.")
      .def("__repr__", [](const StatusChange& c) {
        return std::string("StatusChange(changed=") + (c.changed ? "True" : "False") + ", before=(" +
               describe(c.before.available, c.before.custom_status) + "), after=(" +
               describe(c.after.available, c.after.custom_status) + "))";
      });
}

void register_history(py::module_& module) {
  py::classh<RecordedStatus>(module, "RecordedStatus", py::is_final(), "A status in the past, names as they were then.")
      .def_readonly("available", &RecordedStatus::available)
      .def_readonly("custom_status", &RecordedStatus::custom_status)
      .def(
          "__eq__", [](const RecordedStatus& a, const RecordedStatus& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const RecordedStatus& r) { return "RecordedStatus(" + describe(r.available, r.custom_status) + ")"; });
  py::classh<HistoryEntry>(module, "HistoryEntry", py::is_final(), "One change in the past (U10).")
      .def_readonly("seq", &HistoryEntry::seq)
      .def_property_readonly("at", [](const HistoryEntry& e) { return to_datetime(e.at); })
      .def_property_readonly("user", [](const HistoryEntry& e) { return e.user.hex(); })
      .def_readonly("before", &HistoryEntry::before)
      .def_readonly("after", &HistoryEntry::after)
      .def_readonly("version", &HistoryEntry::version)
      .def_property_readonly("way", [](const HistoryEntry& e) { return std::string(way_name(e.way)); })
      .def_readonly("actor", &HistoryEntry::actor)
      .def_readonly("api_key", &HistoryEntry::api_key)
      .def_readonly("reason", &HistoryEntry::reason)
      .def(
          "__eq__", [](const HistoryEntry& a, const HistoryEntry& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const HistoryEntry& e) {
        return "HistoryEntry(seq=" + std::to_string(e.seq) + ", at='" + e.at.with_offset() + "', user='" +
               e.user.hex() + "', after=(" + describe(e.after.available, e.after.custom_status) + "), way='" +
               std::string(way_name(e.way)) + "')";
      });
}

}  // namespace

void register_status(py::module_& module) {
  register_custom_status(module);
  register_present(module);
  register_change(module);
  register_history(module);
}

}  // namespace onduty::bindings
