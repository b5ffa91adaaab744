#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "arguments.h"
#include "database_calls.h"
#include "history_source.h"
#include "long_write.h"
#include "onduty/database.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

Account account_of(const Database& database, const Text& name) {
  auto found = [&] {
    const WithoutGil without_gil;
    return name ? database.account(*name) : database.sole_account();
  }();
  return value_or_raise(std::move(found));
}

Result<HistoryImportReport> finish(HistoryImport& import, bool dry_run, const py::object& callback) {
  return wait_for_long_write<HistoryImportReport>(
      [&](std::shared_ptr<Progress> progress, const HistoryImport::Done& done) {
        HistoryImportOptions options;
        options.dry_run = dry_run;
        options.progress = tell_to(std::move(progress));
        import.finish_async(std::move(options), done);
      },
      callback);
}

HistoryImportReport import_history(const Database& self, const py::object& source, const Text& account, bool dry_run,
                                   const py::object& progress) {
  HistoryImport import = account_of(self, account).start_history_import();
  read_history_source(source, [&](std::string_view part) {
    const WithoutGil without_gil;
    import.add(part);
  });
  return value_or_raise(finish(import, dry_run, progress));
}

constexpr char kImportDoc[] = R"(Bring changes of the past along (Q7): all of them in one transaction, or nothing.

source: JSON, an entry a line: bytes, a pathlib.Path, or an iterable of lines or of mappings. An entry has user (uuid or
e-mail), at (an instant), available and custom_status_id or one of them, and optionally actor and reason. Entries of one
user are in order, and behind all that the user's history holds. account: its name, where there are several. dry_run:
say what would be written. progress(done, total) is called now and then while it is written.

Raises InvalidParamsError (params by line), AccountNotFoundError, and what update_status raises.)";

}  // namespace

void def_history_import(py::classh<Database>& database) {
  database.def("import_history", &import_history, py::arg("source"), py::kw_only(), py::arg("account") = py::none(),
               py::arg("dry_run") = false, py::arg("progress") = py::none(), kImportDoc);
}

void register_history_import(py::module_& module) {
  py::classh<HistoryImportReport> report(module, "HistoryImportReport", py::is_final(),
                                         "What an import of the past did, or would do.");
  report.def_readonly("dry_run", &HistoryImportReport::dry_run)
      .def_readonly("changed", &HistoryImportReport::changed, "Entries that are in the history now.")
      .def_readonly("unchanged", &HistoryImportReport::unchanged, "Entries that changed nothing (U2).")
      .def_readonly("users", &HistoryImportReport::users, "Whose history has become longer.")
      .def_readonly("change_set", &HistoryImportReport::change_set, "What the entries belong to, or None.")
      .def("__repr__", [](const HistoryImportReport& r) {
        return "HistoryImportReport(changed=" + std::to_string(r.changed) +
               ", unchanged=" + std::to_string(r.unchanged) + ", users=" + std::to_string(r.users) +
               (r.dry_run ? ", dry_run=True)" : ")");
      });
  def_value(report, &HistoryImportReport::dry_run, &HistoryImportReport::changed, &HistoryImportReport::unchanged,
            &HistoryImportReport::users, &HistoryImportReport::change_set);
}

}  // namespace onduty::bindings
