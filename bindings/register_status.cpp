#include <pybind11/stl.h>

#include <string>

#include "convert.h"
#include "onduty/past.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

std::string describe(bool available, const std::optional<CustomStatus>& custom_status) {
  return "available=" + spelled(available) +
         ", custom_status=" + (custom_status ? quoted(custom_status->name) : "None");
}

void register_custom_status(py::module_& module) {
  py::classh<CustomStatus> custom_status(module, "CustomStatus", py::is_final(),
                                         "A reason to be away or busy, such as \"Lunch\".");
  custom_status.def_property_readonly("id", [](const CustomStatus& c) { return c.id.dashed(); })
      .def_readonly("name", &CustomStatus::name)
      .def_readonly("emoji", &CustomStatus::emoji)
      .def("__repr__", [](const CustomStatus& c) {
        return "CustomStatus(id='" + c.id.dashed() + "', name=" + quoted(c.name) + ")";
      });
  def_value(custom_status, &CustomStatus::id, &CustomStatus::name, &CustomStatus::emoji);
}

void register_present(py::module_& module) {
  py::classh<Status> status(module, "Status", py::is_final(), "A user's status, as it stood when it was read (U1).");
  status.def_property_readonly("user", [](const Status& s) { return s.user.hex(); })
      .def_readonly("available", &Status::available)
      .def_property_readonly("available_updated_at",
                             [](const Status& s) { return to_datetime(s.available_updated_at); })
      .def_readonly("custom_status", &Status::custom_status)
      .def_property_readonly("custom_status_updated_at",
                             [](const Status& s) { return to_datetime(s.custom_status_updated_at); })
      .def_readonly("version", &Status::version)
      .def("__repr__", [](const Status& s) {
        return "Status(user='" + s.user.hex() + "', " + describe(s.available, s.custom_status) +
               ", version=" + std::to_string(s.version) + ")";
      });
  def_value(status, &Status::user, &Status::available, &Status::available_updated_at, &Status::custom_status,
            &Status::custom_status_updated_at, &Status::version);
}

void register_change(py::module_& module) {
  py::classh<StatusChange> change(module, "StatusChange", py::is_final(), "What an update did.");
  change.def_readonly("changed", &StatusChange::changed, "False when everything was so already (U2).")
      .def_readonly("contacts_changed", &StatusChange::contacts_changed, "The hand-off changed a contact.")
      .def_readonly("before", &StatusChange::before)
      .def_readonly("after", &StatusChange::after)
      .def_readonly("contacts", &StatusChange::contacts, "Contacts assigned to the user, in order of uuid (H2).")
      .def_readonly("contacts_next", &StatusChange::contacts_next,
                    "The `after` that asks for further contacts, or None.")
      .def("__repr__", [](const StatusChange& c) {
        return "StatusChange(changed=" + spelled(c.changed) + ", before=(" +
               describe(c.before.available, c.before.custom_status) + "), after=(" +
               describe(c.after.available, c.after.custom_status) + "))";
      });
  def_value(change, &StatusChange::changed, &StatusChange::contacts_changed, &StatusChange::before,
            &StatusChange::after, &StatusChange::contacts, &StatusChange::contacts_next);
}

void register_history(py::module_& module) {
  py::classh<RecordedStatus> recorded(module, "RecordedStatus", py::is_final(),
                                      "A status in the past, names as they were then.");
  recorded.def_readonly("available", &RecordedStatus::available)
      .def_readonly("custom_status", &RecordedStatus::custom_status)
      .def("__repr__",
           [](const RecordedStatus& r) { return "RecordedStatus(" + describe(r.available, r.custom_status) + ")"; });
  def_value(recorded, &RecordedStatus::available, &RecordedStatus::custom_status);
  py::classh<HistoryEntry> entry(module, "HistoryEntry", py::is_final(), "One change in the past (U10).");
  entry.def_readonly("seq", &HistoryEntry::seq)
      .def_property_readonly("at", [](const HistoryEntry& e) { return to_datetime(e.at); })
      .def_property_readonly("user", [](const HistoryEntry& e) { return e.user.hex(); })
      .def_readonly("before", &HistoryEntry::before)
      .def_readonly("after", &HistoryEntry::after)
      .def_readonly("version", &HistoryEntry::version)
      .def_property_readonly("way", [](const HistoryEntry& e) { return std::string(way_name(e.way)); })
      .def_readonly("actor", &HistoryEntry::actor)
      .def_readonly("api_key", &HistoryEntry::api_key)
      .def_readonly("reason", &HistoryEntry::reason)
      .def_readonly("change_set", &HistoryEntry::change_set)
      .def("__repr__", [](const HistoryEntry& e) {
        return "HistoryEntry(seq=" + std::to_string(e.seq) + ", at='" + e.at.with_offset() + "', user='" +
               e.user.hex() + "', after=(" + describe(e.after.available, e.after.custom_status) + "), way='" +
               std::string(way_name(e.way)) + "')";
      });
  def_value(entry, &HistoryEntry::seq, &HistoryEntry::at, &HistoryEntry::user, &HistoryEntry::before,
            &HistoryEntry::after, &HistoryEntry::version, &HistoryEntry::way, &HistoryEntry::actor,
            &HistoryEntry::api_key, &HistoryEntry::reason, &HistoryEntry::change_set);
}

void register_past(py::module_& module) {
  py::classh<PastStatus> past(module, "PastStatus", py::is_final(), "One user as it was at an instant (Q2).");
  past.def_readonly("user", &PastStatus::user)
      .def_property_readonly("available", [](const PastStatus& p) { return p.status.available; })
      .def_property_readonly("custom_status", [](const PastStatus& p) { return p.status.custom_status; })
      .def_property_readonly(
          "since", [](const PastStatus& p) { return to_datetime(p.since); }, "The last change, or the creation.")
      .def("__repr__", [](const PastStatus& p) {
        return "PastStatus(user='" + p.user.uuid.hex() + "', " + describe(p.status.available, p.status.custom_status) +
               ", since='" + p.since.with_offset() + "')";
      });
  def_value(past, &PastStatus::user, &PastStatus::status, &PastStatus::since);
}

}  // namespace

void register_status(py::module_& module) {
  register_custom_status(module);
  register_present(module);
  register_change(module);
  register_history(module);
  register_past(module);
}

}  // namespace onduty::bindings
