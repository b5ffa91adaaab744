#include <pybind11/stl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "account_calls.h"
#include "arguments.h"
#include "bulk_source.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/bulk.h"
#include "register.h"
#include "requests.h"

namespace onduty::bindings {
namespace {

// A bulk's results as a sequence, whose items are made when they are asked for.
struct BulkResults {
  std::shared_ptr<const BulkReport> report;

  BulkResult at(Py_ssize_t index) const {
    const auto size = static_cast<Py_ssize_t>(report->results.size());
    const Py_ssize_t place = index < 0 ? index + size : index;
    if (place < 0 || place >= size) throw py::index_error("there is no such result");
    return report->results[static_cast<std::size_t>(place)];
  }

  py::list slice(const py::slice& slice) const {
    std::size_t start = 0;
    std::size_t stop = 0;
    std::size_t step = 0;
    std::size_t length = 0;
    if (!slice.compute(report->results.size(), &start, &stop, &step, &length)) throw py::error_already_set();
    py::list items;
    for (std::size_t i = 0; i < length; ++i, start += step) items.append(report->results[start]);
    return items;
  }
};

// Drives one bulk from the caller's thread: signals such as Ctrl-C are handled and `progress` is told between the
// parts.
class BulkDrive {
 public:
  BulkDrive(BulkRun run, const py::object& progress) : run_(std::move(run)), progress_(progress) {}

  // `feed(*this)` adds the updates. What it raises is raised once what was sent has ended, and then has `results`.
  template <class Feed>
  BulkResults carry_out(Feed feed) {
    try {
      feed(*this);
      send();
      wait([this] { return run_.is_idle(kTick); });
      tell();
    } catch (py::error_already_set& error) {
      add_results(error.value(), end());
      throw;
    }
    BulkReport report = end();
    if (!report.stopped_by) return {std::make_shared<const BulkReport>(std::move(report))};
    const py::object failure = to_exception(*report.stopped_by);
    add_results(failure, std::move(report));
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(failure.ptr())), failure.ptr());
    throw py::error_already_set();
  }

  // False when no more are wanted.
  bool add(BulkUpdate update) {
    if (run_.add(std::move(update))) send();
    return !run_.is_stopped();
  }

 private:
  static constexpr std::chrono::milliseconds kTick{100};

  void send() {
    wait([this] { return run_.is_free(kTick); });
    {
      const WithoutGil without_gil;
      run_.send();
    }
    tell();
  }

  // Until `is_over()`, which waits for a tick itself.
  template <class IsOver>
  void wait(IsOver is_over) {
    for (bool over = false; !over;) {
      {
        const WithoutGil without_gil;
        over = is_over();
      }
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }
  }

  void tell() {
    const std::int64_t done = run_.done();
    if (done == told_ || progress_.is_none()) return;
    told_ = done;
    progress_(done);
  }

  BulkReport end() {
    const WithoutGil without_gil;
    return run_.finish();
  }

  static void add_results(const py::object& exception, BulkReport report) {
    py::setattr(exception, "results", py::cast(BulkResults{std::make_shared<const BulkReport>(std::move(report))}));
  }

  BulkRun run_;
  const py::object& progress_;
  std::int64_t told_ = 0;
};

BulkDrive start(const Account& account, bool atomic, Text actor, Text reason, const py::object& progress) {
  return {account.start_bulk({std::move(actor), std::nullopt, std::move(reason), atomic}), progress};
}

BulkResults update_many(const Account& self, const py::object& updates, bool atomic, Text actor, Text reason,
                        const py::object& progress) {
  const auto source = open_source(updates);
  return start(self, atomic, std::move(actor), std::move(reason), progress).carry_out([&](BulkDrive& drive) {
    for (auto update = source->next(); update && drive.add(std::move(*update));) update = source->next();
  });
}

py::bytes update_many_json(const Account& self, const py::bytes& lines, bool atomic, Text actor, Text reason,
                           const py::object& progress) {
  constexpr std::size_t kLinesAtATime = 1000;
  UpdateLines rest{std::string_view(lines)};
  auto read = [&rest] {
    const WithoutGil without_gil;
    return rest.take(kLinesAtATime);
  };
  const BulkResults results =
      start(self, atomic, std::move(actor), std::move(reason), progress).carry_out([&](BulkDrive& drive) {
        for (auto updates = read(); !updates.empty(); updates = read()) {
          for (BulkUpdate& update : updates) {
            if (!drive.add(std::move(update))) return;
          }
        }
      });
  std::string out;
  {
    const WithoutGil without_gil;
    for (const BulkResult& result : results.report->results) append_result_line(out, result);
  }
  return out;
}

constexpr char kUpdateManyDoc[] = R"(Change the statuses of many users (Q6); gives a result an update, in order.

updates: an iterable of mappings with the keys of a status update and `uuid`, the user, and optionally `if_version`. Or
columns by the names uuid, available, custom_status_uuid and reason: a dict of arrays (NumPy, Arrow, lists) or a table
that has Arrow's C interface. They are read and carried out as they come, a thousand or so to a transaction; other
updates have their turn between two. An update that is refused leaves the others alone.

atomic: all in one transaction, and nothing when one is refused (InvalidParamsError, which names each by its place).
actor: who does it. reason: for updates without one of their own. progress(done) is told now and then how many are on
disk.

When it ends early, by Ctrl-C or by what `updates` or `progress` raises, what is on disk stays so; the exception's
`results` tells of it. So do errors of the storage that come when some are on disk already.)";

}  // namespace

void def_bulk_calls(py::classh<Account>& account) {
  const auto define = [&](const char* name, auto function, const char* argument, const char* doc) {
    account.def(name, function, py::arg(argument), py::kw_only(), py::arg("atomic") = false,
                py::arg("actor") = py::none(), py::arg("reason") = py::none(), py::arg("progress") = py::none(), doc);
  };
  define("update_many", &update_many, "updates", kUpdateManyDoc);
  define("update_many_json", &update_many_json, "lines",
         "The same as JSON, an update a line; gives a line of JSON a result. Blank lines are none.");
  def_write<Answer, ToPython>(
      account, "update_statuses_json",
      +[](const Account& self, py::bytes body, Text actor, const ApiKey* api_key, std::optional<py::dict> refused,
          Text idempotency_key, std::string path) {
        // Shared, as it may be large.
        const auto call = std::make_shared<const BulkCall>(
            BulkCall{std::string(std::string_view(body)), to_origin(std::move(actor), api_key),
                     to_param_errors(refused), std::move(idempotency_key), std::move(path)});
        return [self, call](Account::AnswerDone done) { self.answer_many_async(*call, std::move(done)); };
      },
      py::arg("body"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(), py::arg("path") = "",
      "PUT of many statuses: the bytes of the request in, the bytes of the answer out. Raises InvalidParamsError, "
      "MalformedJsonError, BodyTooLargeError, and what update_status raises where nothing is on disk yet.");
}

void register_bulk(py::module_& module) {
  py::classh<BulkResult>(module, "BulkResult", py::is_final(), "What one update of a bulk came to.")
      .def_property_readonly("user",
                             [](const BulkResult& r) { return r.user ? std::optional(r.user->hex()) : std::nullopt; })
      .def_property_readonly("outcome", [](const BulkResult& r) { return outcome_name(r.outcome); })
      .def_property_readonly(
          "version",
          [](const BulkResult& r) { return r.error ? std::nullopt : std::optional<std::int64_t>(r.version); },
          "Of the user's status after it; None when it was refused.")
      .def_property_readonly(
          "code",
          [](const BulkResult& r) {
            return r.error ? std::optional(std::string(error_name(r.error->code))) : std::nullopt;
          },
          "The code of `error`, or None.")
      .def_property_readonly(
          "error",
          [](const BulkResult& r) -> py::object {
            if (r.error) return to_exception(*r.error);
            return py::none();
          },
          "Why it was refused, or None.")
      .def("__repr__", [](const BulkResult& r) {
        return "BulkResult(user=" + (r.user ? "'" + r.user->hex() + "'" : "None") + ", outcome='" +
               std::string(outcome_name(r.outcome)) + "'" +
               (r.error ? ", code='" + std::string(error_name(r.error->code)) + "'"
                        : ", version=" + std::to_string(r.version)) +
               ")";
      });
  py::classh<BulkResults>(module, "BulkResults", py::is_final(), "What a bulk came to: a sequence, a result an update.")
      .def("__len__", [](const BulkResults& r) { return r.report->results.size(); })
      .def("__getitem__", &BulkResults::at)
      .def("__getitem__", &BulkResults::slice)
      .def("__iter__",
           [](const py::object& self) { return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr())); })
      .def_property_readonly(
          "changed", [](const BulkResults& r) { return r.report->changed; }, "How many changed something.")
      .def_property_readonly(
          "unchanged", [](const BulkResults& r) { return r.report->unchanged; }, "How many were so already.")
      .def_property_readonly(
          "refused", [](const BulkResults& r) { return r.report->refused; }, "How many were refused.")
      .def_property_readonly(
          "change_set", [](const BulkResults& r) { return r.report->change_set; },
          "The number of the set that the changes belong to, or None when there are none.")
      .def("__repr__", [](const BulkResults& r) {
        return "BulkResults(changed=" + std::to_string(r.report->changed) +
               ", unchanged=" + std::to_string(r.report->unchanged) + ", refused=" + std::to_string(r.report->refused) +
               ")";
      });
}

}  // namespace onduty::bindings
