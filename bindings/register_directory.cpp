#include <pybind11/stl.h>

#include "convert.h"
#include "onduty/api_key.h"
#include "onduty/database.h"
#include "onduty/directory.h"
#include "register.h"
#include "value_type.h"

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

ImportCounts total_of(const ImportReport& report) {
  ImportCounts total;
  for (const ImportCounts* counts : {&report.api_keys, &report.users, &report.teams, &report.custom_statuses,
                                     &report.tags, &report.custom_fields, &report.contacts}) {
    total.created += counts->created;
    total.changed += counts->changed;
    total.unchanged += counts->unchanged;
    total.removed += counts->removed;
  }
  return total;
}

std::string describe(const ImportReport& report) {
  const ImportCounts total = total_of(report);
  return "ImportReport(account=" + quoted(report.account) + ", dry_run=" + spelled(report.dry_run) +
         ", created=" + std::to_string(total.created) + ", changed=" + std::to_string(total.changed) +
         ", unchanged=" + std::to_string(total.unchanged) + ", removed=" + std::to_string(total.removed) + ")";
}

void register_import_change(py::module_& module) {
  py::classh<ImportChange> change(module, "ImportChange", py::is_final(),
                                  "What an import would do with one entry of the document.");
  change.def_readonly("pointer", &ImportChange::pointer, "Where the entry stands, such as \"/users/3\".")
      .def_readonly("kind", &ImportChange::kind, "Under which key of the document, such as \"users\".")
      .def_readonly("what", &ImportChange::what, "\"created\", \"changed\", \"removed\", or \"left\" as it is (I4).")
      .def_readonly("name", &ImportChange::name, "By which people know it.")
      .def_readonly("keys", &ImportChange::keys, "Of \"changed\": those that would get another value.")
      .def("__repr__", [](const ImportChange& c) {
        return "ImportChange(pointer=" + quoted(c.pointer) + ", what='" + c.what + "', name=" + quoted(c.name) +
               ", keys=" + std::string(py::repr(py::cast(c.keys))) + ")";
      });
  def_value(change, &ImportChange::pointer, &ImportChange::kind, &ImportChange::what, &ImportChange::name,
            &ImportChange::keys);
}

void register_import(py::module_& module) {
  py::classh<ImportCounts> counts(module, "ImportCounts", py::is_final(), "What became of the entries of one kind.");
  counts.def_readonly("created", &ImportCounts::created)
      .def_readonly("changed", &ImportCounts::changed)
      .def_readonly("unchanged", &ImportCounts::unchanged)
      .def_readonly("removed", &ImportCounts::removed)
      .def("__repr__", [](const ImportCounts& c) {
        return "ImportCounts(created=" + std::to_string(c.created) + ", changed=" + std::to_string(c.changed) +
               ", unchanged=" + std::to_string(c.unchanged) + ", removed=" + std::to_string(c.removed) + ")";
      });
  def_value(counts, &ImportCounts::created, &ImportCounts::changed, &ImportCounts::unchanged, &ImportCounts::removed);
  register_import_change(module);
  py::classh<ImportReport> report(module, "ImportReport", py::is_final(), "What an import did, or would do.");
  report.def_readonly("account", &ImportReport::account)
      .def_readonly("account_created", &ImportReport::account_created)
      .def_readonly("account_changed", &ImportReport::account_changed, "Its dashboard's address or its bot.")
      .def_readonly("dry_run", &ImportReport::dry_run)
      .def_property_readonly("counts", &to_counts, "ImportCounts by the document's keys: api_keys, users, …")
      .def_readonly("notes", &ImportReport::notes, "What was left as it is, and why (I4).")
      .def_readonly("changes", &ImportReport::changes,
                    "With dry_run: every entry that would not stay as it is, and those that are left (I2).")
      .def_property_readonly("nothing_changed", &ImportReport::nothing_changed)
      .def("__repr__", &describe);
  def_value(report, &ImportReport::account, &ImportReport::account_created, &ImportReport::account_changed,
            &ImportReport::dry_run, &ImportReport::api_keys, &ImportReport::users, &ImportReport::teams,
            &ImportReport::custom_statuses, &ImportReport::tags, &ImportReport::custom_fields, &ImportReport::contacts,
            &ImportReport::notes, &ImportReport::changes);
}

// Not for pickles: who has one was authenticated in this process.
void register_api_key(py::module_& module) {
  py::classh<ApiKey> key(module, "ApiKey", py::is_final(), "A key that was shown and is good.");
  key.def_readonly("id", &ApiKey::id)
      .def_readonly("name", &ApiKey::name)
      .def_readonly("account", &ApiKey::account)
      .def_readonly("may_read", &ApiKey::may_read)
      .def_readonly("may_write", &ApiKey::may_write)
      .def_readonly("may_act_for_others", &ApiKey::may_act_for_others)
      .def("__repr__", [](const ApiKey& k) {
        return "ApiKey(name=" + quoted(k.name) + ", account=" + quoted(k.account) +
               ", may_read=" + spelled(k.may_read) + ", may_write=" + spelled(k.may_write) +
               ", may_act_for_others=" + spelled(k.may_act_for_others) + ")";
      });
  def_comparable(key, &ApiKey::id, &ApiKey::name, &ApiKey::account_id, &ApiKey::account, &ApiKey::may_read,
                 &ApiKey::may_write, &ApiKey::may_act_for_others);
}

void register_readiness(py::module_& module) {
  py::classh<Readiness> readiness(module, "Readiness", py::is_final(), "Whether the database takes writes.");
  readiness.def_readonly("can_write", &Readiness::can_write)
      .def_readonly("problem", &Readiness::problem)
      .def_readonly("warnings", &Readiness::warnings)
      .def("__repr__", [](const Readiness& r) {
        return "Readiness(can_write=" + spelled(r.can_write) + ", problem=" + quoted(r.problem) +
               ", warnings=" + std::string(py::repr(py::cast(r.warnings))) + ")";
      });
  def_value(readiness, &Readiness::can_write, &Readiness::problem, &Readiness::warnings);
}

}  // namespace

void register_directory(py::module_& module) {
  register_import(module);
  py::classh<User> user(module, "User", py::is_final(), "A user as the directory knows it.");
  user.def_property_readonly("uuid", [](const User& u) { return u.uuid.hex(); })
      .def_readonly("email", &User::email)
      .def_readonly("name", &User::name)
      .def("__repr__",
           [](const User& u) { return "User(uuid='" + u.uuid.hex() + "', email=" + quoted(u.email) + ")"; });
  def_value(user, &User::uuid, &User::email, &User::name);
  register_api_key(module);
  register_readiness(module);
}

}  // namespace onduty::bindings
