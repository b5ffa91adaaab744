#include <pybind11/stl.h>

#include <filesystem>
#include <string>
#include <utility>

#include "arguments.h"
#include "convert.h"
#include "database_calls.h"
#include "long_call.h"
#include "onduty/database.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

BackupReport back_up(const Database& database, const py::object& file, bool overwrite, const py::object& progress) {
  const std::filesystem::path path = to_path(file);
  LongCall call(progress);
  auto report = [&] {
    const WithoutGil without_gil;
    return database.backup(
        path, {overwrite, [&](std::int64_t done, std::int64_t total) { return call.goes_on(done, total); }});
  }();
  return call.value_or_raise(std::move(report));
}

CheckReport check(const Database& database) {
  const py::object nothing = py::none();
  LongCall call(nothing);
  auto report = [&] {
    const WithoutGil without_gil;
    return database.check({[&] { return call.goes_on(); }});
  }();
  return call.value_or_raise(std::move(report));
}

constexpr char kBackupDoc[] = R"(Copy the database to the file `path` while it is in use.

The copy is one file, whole and on disk on return. It holds everything that was acknowledged before the call, and opens
with onduty. overwrite: replace a file that is there already; one that is in use as a database is refused even then.
progress(done, total), in bytes, is called now and then; what it raises stops the backup, of which nothing is left then.

Raises InvalidParamsError (params: "path"), StorageFullError, StorageUnavailableError.)";

constexpr char kSnapshotDoc[] = R"(A copy for other tools to look at, made as backup() makes it.

Use it instead of opening the database's own file with another tool in this process, which may drop the locks on it.)";

}  // namespace

void def_maintenance_calls(py::classh<Database>& database) {
  for (const auto& [name, doc] : {std::pair("backup", kBackupDoc), std::pair("snapshot", kSnapshotDoc)}) {
    database.def(name, &back_up, py::arg("path"), py::kw_only(), py::arg("overwrite") = false,
                 py::arg("progress") = py::none(), doc);
  }
  database.def("check", &check,
               "Read everything, for what is not as it should be. May take long; other threads run meanwhile.");
}

void register_maintenance(py::module_& module) {
  py::classh<BackupReport> backup(module, "BackupReport", py::is_final(), "What a backup did.");
  backup.def_readonly("size", &BackupReport::size, "Bytes.").def("__repr__", [](const BackupReport& r) {
    return "BackupReport(size=" + std::to_string(r.size) + ")";
  });
  def_value(backup, &BackupReport::size);
  py::classh<Finding> finding(module, "Finding", py::is_final(), "One thing that is not as it should be.");
  finding
      .def_readonly("kind", &Finding::kind, "damaged_file, broken_reference, history, clock, settings or not_writable.")
      .def_readonly("problem", &Finding::problem, "What is wrong, and where.")
      .def_readonly("remedy", &Finding::remedy, "What to do about it.")
      .def("__repr__",
           [](const Finding& f) { return "Finding(kind='" + f.kind + "', problem=" + quoted(f.problem) + ")"; });
  def_value(finding, &Finding::kind, &Finding::problem, &Finding::remedy);
  py::classh<CheckReport> report(module, "CheckReport", py::is_final(), "What a check came to.");
  report.def_readonly("users", &CheckReport::users, "Whose histories were gone through.")
      .def_readonly("entries", &CheckReport::entries, "Of those histories.")
      .def_readonly("findings", &CheckReport::findings, "Empty when all is well.")
      .def("__repr__", [](const CheckReport& r) {
        return "CheckReport(users=" + std::to_string(r.users) + ", entries=" + std::to_string(r.entries) +
               ", findings=" + std::string(py::repr(py::cast(r.findings))) + ")";
      });
  def_value(report, &CheckReport::users, &CheckReport::entries, &CheckReport::findings);
}

}  // namespace onduty::bindings
