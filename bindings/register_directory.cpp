#include <pybind11/stl.h>

#include "convert.h"
#include "onduty/api_key.h"
#include "onduty/database.h"
#include "onduty/directory.h"
#include "register.h"

namespace onduty::bindings {
namespace {

py::dict to_counts(const ImportReport& report) {
  py::dict counts;
  counts["api_keys"] = report.api_keys;
  counts["users"] = report.users;
  counts["teams"] = report.teams;
  counts["custom_statuses"] = report.custom_statuses;
  counts["tags"] = report.tags;
  counts["custom_fields"] = report.custom_fields;
  counts["contacts"] = report.contacts;
  return counts;
}

void register_import(py::module_& module) {
  py::classh<ImportCounts>(module, "ImportCounts", py::is_final(), "What became of the entries of one kind.")
      .def_readonly("created", &ImportCounts::created)
      .def_readonly("changed", &ImportCounts::changed)
      .def_readonly("unchanged", &ImportCounts::unchanged)
      .def_readonly("removed", &ImportCounts::removed)
      .def(
          "__eq__", [](const ImportCounts& a, const ImportCounts& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const ImportCounts& c) {
        return "ImportCounts(created=" + std::to_string(c.created) + ", changed=" + std::to_string(c.changed) +
               ", unchanged=" + std::to_string(c.unchanged) + ", removed=" + std::to_string(c.removed) + ")";
      });
  py::classh<ImportReport>(module, "ImportReport", py::is_final(), "What an import did, or would do.")
      .def_readonly("account", &ImportReport::account)
      .def_readonly("account_created", &ImportReport::account_created)
      .def_readonly("dry_run", &ImportReport::dry_run)
      .def_property_readonly("counts", &to_counts, "ImportCounts by the document's keys: api_keys, users, …")
      .def_readonly("notes", &ImportReport::notes, "What was left as it is, and why (I4).")
      .def_property_readonly("nothing_changed", &ImportReport::nothing_changed);
}

}  // namespace

void register_directory(py::module_& module) {
  register_import(module);
  py::classh<User>(module, "User", py::is_final(), "A user as the directory knows it.")
      .def_property_readonly("uuid", [](const User& u) { return u.uuid.hex(); })
      .def_readonly("email", &User::email)
      .def_readonly("name", &User::name)
      .def(
          "__eq__", [](const User& a, const User& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const User& u) { return "User(uuid='" + u.uuid.hex() + "', email='" + u.email + "')"; });
  py::classh<ApiKey>(module, "ApiKey", py::is_final(), "A key that was shown and is good.")
      .def_readonly("id", &ApiKey::id)
      .def_readonly("name", &ApiKey::name)
      .def_readonly("account", &ApiKey::account)
      .def_readonly("may_read", &ApiKey::may_read)
      .def_readonly("may_write", &ApiKey::may_write)
      .def_readonly("may_act_for_others", &ApiKey::may_act_for_others);
  py::classh<Readiness>(module, "Readiness", py::is_final(), "Whether the database takes writes.")
      .def_readonly("can_write", &Readiness::can_write)
      .def_readonly("problem", &Readiness::problem)
      .def_readonly("warnings", &Readiness::warnings);
}

}  // namespace onduty::bindings
