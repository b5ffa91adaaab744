#include <pybind11/stl.h>

#include <filesystem>
#include <string>

#include "arguments.h"
#include "calls.h"
#include "database_calls.h"
#include "long_write.h"
#include "onduty/database.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

// The bytes of a document that is bytes or str. What a str holds that is no UTF-8, the core refuses.
py::bytes document_bytes(const py::object& document) {
  if (py::isinstance<py::bytes>(document)) return document;
  std::string text;
  if (!load_text(document, text)) throw py::type_error("the document must be bytes or str of JSON");
  return text;
}

ImportOptions import_options(bool dry_run, bool overwrite_state, std::shared_ptr<Progress> progress) {
  ImportOptions options;
  options.dry_run = dry_run;
  options.overwrite_state = overwrite_state;
  options.progress = tell_to(std::move(progress));
  return options;
}

Result<ImportReport> wait_for_import(Database& database, std::string_view text, bool dry_run, bool overwrite_state,
                                     const py::object& callback) {
  return wait_for_long_write<ImportReport>(
      [&](std::shared_ptr<Progress> progress, const Database::ImportDone& done) {
        database.import_directory_async(text, import_options(dry_run, overwrite_state, std::move(progress)), done);
      },
      callback);
}

// Ctrl-C, or `at_once`, has it end without waiting for other processes.
void close(Database& database, bool at_once) {
  {
    WithoutGil without_gil;
    database.close([&] { return !at_once && !without_gil.is_interrupted(); });
  }
  raise_interruption();
}

void register_import(py::classh<Database>& database) {
  database.def(
      "import_directory",
      [](Database& self, const py::object& document, bool dry_run, bool overwrite_state, const py::object& progress) {
        const py::bytes bytes = document_bytes(document);
        return value_or_raise(wait_for_import(self, std::string_view(bytes), dry_run, overwrite_state, progress));
      },
      py::arg("document"), py::kw_only(), py::arg("dry_run") = false, py::arg("overwrite_state") = false,
      py::arg("progress") = py::none(),
      "Apply one directory document (JSON, bytes or str), or nothing of it. progress(done, total) is called now and "
      "then. Raises MalformedJsonError, InvalidParamsError (params by JSON pointer).");
  database.def(
      "submit_import_directory",
      [](Database& self, std::shared_ptr<CompletionPort> port, std::uint64_t token, const py::object& document,
         bool dry_run, bool overwrite_state) {
        auto push =
            push_outcome<ImportReport>(std::move(port), token, [](ImportReport& report) { return to_python(report); });
        auto options = import_options(dry_run, overwrite_state, std::make_shared<Progress>());
        // Copied: the background thread reads it when `document` may be gone already.
        auto shared = std::make_shared<std::string>(document_bytes(document));
        const WithoutGil without_gil;
        const auto posted = self.run_in_background(
            [database = &self, shared, options, push] { database->import_directory_async(*shared, options, push); });
        if (!posted.ok()) push(posted.error());
      },
      py::arg("port"), py::arg("token"), py::arg("document"), py::kw_only(), py::arg("dry_run") = false,
      py::arg("overwrite_state") = false);
}

// Background tasks may hold a plain pointer to the database: its destructor closes it, which runs them all first.
void register_reads(py::classh<Database>& database) {
  def_read(
      database, "account",
      +[](const Database& self, Text name) {
        return [database = &self, name] { return name ? database->account(*name) : database->sole_account(); };
      },
      py::arg("name") = py::none(), py::keep_alive<0, 1>(),
      "The account of this name, or the only one there is. Raises AccountNotFoundError.");
  def_read(
      database, "accounts", +[](const Database& self) { return [database = &self] { return database->accounts(); }; },
      "The names of all accounts, in order.");
  def_read(
      database, "authenticate",
      +[](const Database& self, py::bytes secret) {
        return [database = &self, text = std::string(secret)] { return database->authenticate(text); };
      },
      py::arg("secret"), "The key that a client showed. Raises UnauthorizedError.");
  def_read(
      database, "readiness",
      +[](const Database& self) {
        return [database = &self]() -> Result<Readiness> {
          if (database->is_forked()) return Error::of(ErrorCode::kForked);
          if (database->is_closed()) return Error::of(ErrorCode::kClosed);
          return database->readiness();
        };
      },
      "Whether an update would be taken now.");
}

void check_open(const Database& database) {
  if (database.is_forked()) raise(Error::of(ErrorCode::kForked));
  if (database.is_closed()) raise(Error::of(ErrorCode::kClosed));
}

// More would be memory for requests that nobody waits for any longer.
std::size_t to_queue_max(NumberArgument queue_max) {
  constexpr std::int64_t kMax = 1'000'000;
  if (queue_max.value >= 1 && queue_max.value <= kMax) return static_cast<std::size_t>(queue_max.value);
  ParamErrors refused;
  refused.add("queue_max", "must be a number from 1 to 1000000");
  raise(Error::invalid_params(std::move(refused)));
}

}  // namespace

void register_database(py::module_& module) {
  py::classh<Database> database(module, "Database", py::is_final(), py::release_gil_before_calling_cpp_dtor(),
                                "One database, a file. Safe to use from any thread.");
  database.def_property_readonly("path", &Database::path)
      .def_property_readonly("closed", &Database::is_closed, "Whether close() was called.")
      .def_property_readonly("queue_length", &Database::queue_length, "How many writes wait for the writer now.")
      .def(
          "account_of", [](const Database& self, const ApiKey& key) { return check_open(self), self.account_of(key); },
          py::arg("api_key"), py::keep_alive<0, 1>(), "The key's account, without a look-up.")
      .def(
          "close", [](Database& self) { close(self, false); },
          "Finish what was accepted and let go; later calls raise ClosedError. Ctrl-C while it waits for other "
          "processes has it let go at once. Idempotent.")
      .def("__enter__",
           [](py::object self) {
             check_open(self.cast<const Database&>());
             return self;
           })
      .def("__exit__",
           [](Database& self, const py::object& kind, const py::object&, const py::object&) {
             close(self, !kind.is_none() && PyErr_GivenExceptionMatches(kind.ptr(), PyExc_KeyboardInterrupt) != 0);
           })
      .def("__repr__", [](const Database& self) { return "Database(path=" + quoted(self.path()) + ")"; });
  register_reads(database);
  register_import(database);
  def_maintenance_calls(database);
  def_history_import(database);
  module.def(
      "open",
      [](const py::object& file, bool create, NumberArgument queue_max) {
        const std::filesystem::path path = to_path(file);
        OpenOptions options;
        options.create = create;
        options.queue_max = to_queue_max(queue_max);
        auto opened = [&] {
          WithoutGil without_gil;
          options.keep_waiting = [&] { return !without_gil.is_interrupted(); };
          return Database::open(path.string(), options);
        }();
        raise_interruption();
        return value_or_raise(std::move(opened));
      },
      py::arg("path"), py::kw_only(), py::arg("create") = true, py::arg("queue_max") = 10000,
      "Open the database file, making it when there is none (unless create is False). queue_max: updates that may wait "
      "for the writer, 1 to 1,000,000. Raises IncompatibleDatabaseError, InvalidParamsError, StorageFullError, "
      "OverloadedError, StorageUnavailableError.");
}

}  // namespace onduty::bindings
