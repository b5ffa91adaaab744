#include <pybind11/stl.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "long_call.h"
#include "onduty/account.h"
#include "onduty/report_api.h"
#include "register.h"
#include "time_in_status_report.h"

namespace onduty::bindings {
namespace {

// Tells a report whose coroutine was cancelled to stop. Thread rule: safe to use from any thread.
struct StopFlag {
  std::atomic<bool> is_set{false};
};

using Stop = std::shared_ptr<StopFlag>;

[[noreturn]] void raise_no_names(const py::handle& given) {
  throw py::type_error("by must be a str or an iterable of str, not " +
                       py::cast<std::string>(py::type::handle_of(given).attr("__name__")));
}

// Names in an iterable, or in one text with commas between them.
std::vector<ReportKey> to_keys(const py::object& by, ParamErrors& refused) {
  if (py::isinstance<py::str>(by)) return read_report_keys(py::cast<TextArgument>(by), refused);
  if (!py::isinstance<py::iterable>(by)) raise_no_names(by);
  std::vector<ReportKey> keys;
  for (const py::handle name : by) {
    std::string text;
    if (!load_text(name, text)) raise_no_names(name);
    add_report_key(text, keys, refused);
  }
  return keys;
}

void fill(TimeInStatusQuery& query, const ReportPeriod& period, const py::object& by,
          const std::optional<UuidArgument>& user, const std::optional<UuidArgument>& team) {
  query.start = period.start;
  query.end = period.end;
  query.bucket_starts = period.bucket_starts;
  query.refused = period.refused;
  query.by = to_keys(by, query.refused);
  query.user = uuid_or_refuse("user", user, query.refused);
  query.team = uuid_or_refuse("team", team, query.refused);
}

constexpr char kTimeInStatusDoc[] = R"(How long people were in which status, as a table (Q3).

start, end: the period, without its end; datetimes with a zone, or RFC 3339 texts. What is later than now is left out.
by: what has rows of its own, in the order by which rows are ordered: "user", "team", "available", "custom_status".
bucket: None, "hour", "day", "week" (from Monday) or "month", cut in `time_zone`, an IANA name. user, team: uuids, of one
user (removed ones too) or of the present members of one team.

Rows of no time are left out. For a user they add up to exactly the time that the user existed within the period. `share`
is of the rows with the same bucket, user and team.

May take seconds; Ctrl-C ends it. Raises InvalidParamsError.)";

py::object time_in_status(const Account& account, const py::object& start, const py::object& end, const py::object& by,
                          const py::object& bucket, const py::object& time_zone,
                          const std::optional<UuidArgument>& user, const std::optional<UuidArgument>& team) {
  TimeInStatusQuery query;
  TimeInStatusReport report{read_period(start, end, bucket, time_zone), {}, {}};
  fill(query, report.period, by, user, team);
  const py::object nothing = py::none();
  LongCall call(nothing);
  query.keep_going = [&] { return call.goes_on(); };
  auto rows = [&] {
    const WithoutGil without_gil;
    return account.time_in_status(query);
  }();
  report.by = query.by;
  report.rows = call.value_or_raise(std::move(rows));
  return to_python(report);
}

std::function<bool()> unless_set(Stop stop) {
  if (!stop) return {};
  return [stop = std::move(stop)] { return !stop->is_set; };
}

// The same for the twin.
auto read_time_in_status(const Account& account, py::object start, py::object end, py::object by, py::object bucket,
                         py::object time_zone, std::optional<UuidArgument> user, std::optional<UuidArgument> team,
                         Stop stop) {
  TimeInStatusQuery query;
  ReportPeriod period = read_period(start, end, bucket, time_zone);
  fill(query, period, by, user, team);
  query.keep_going = unless_set(std::move(stop));
  return [account, query, period]() -> Result<TimeInStatusReport> {
    auto rows = account.time_in_status(query);
    if (!rows.ok()) return std::move(rows).error();
    return TimeInStatusReport{period, query.by, std::move(rows).value()};
  };
}

TimeInStatusCall to_call(ReportPeriod period) {
  TimeInStatusCall call;
  call.start = period.start;
  call.end = period.end;
  call.bucket_starts = std::move(period.bucket_starts);
  call.bucket_labels = std::move(period.bucket_labels);
  call.time_zone = std::move(period.time_zone);
  call.refused = std::move(period.refused);
  return call;
}

TimeInStatusCall read_call(const py::object& start, const py::object& end, Text by, const py::object& bucket,
                           const py::object& time_zone, Text user, Text team, const std::optional<py::dict>& refused) {
  TimeInStatusCall call = to_call(read_period(start, end, bucket, time_zone));
  call.refused.merge(to_param_errors(refused));
  call.by = std::move(by);
  call.user = std::move(user);
  call.team = std::move(team);
  return call;
}

Answer time_in_status_json(const Account& account, const py::object& start, const py::object& end, Text by,
                           const py::object& bucket, const py::object& time_zone, Text user, Text team,
                           const std::optional<py::dict>& refused) {
  TimeInStatusCall asked =
      read_call(start, end, std::move(by), bucket, time_zone, std::move(user), std::move(team), refused);
  const py::object nothing = py::none();
  LongCall call(nothing);
  asked.keep_going = [&] { return call.goes_on(); };
  auto answer = [&] {
    const WithoutGil without_gil;
    return time_in_status_answer(account, asked);
  }();
  return call.value_or_raise(std::move(answer));
}

// The same for the twin.
auto read_time_in_status_json(const Account& account, py::object start, py::object end, Text by, py::object bucket,
                              py::object time_zone, Text user, Text team, std::optional<py::dict> refused, Stop stop) {
  TimeInStatusCall call =
      read_call(start, end, std::move(by), bucket, time_zone, std::move(user), std::move(team), refused);
  call.keep_going = unless_set(std::move(stop));
  return [account, call] { return time_in_status_answer(account, call); };
}

void def_submitted_reports(py::classh<Account>& account) {
  def_submitted_read<LongRead<>>(account, "time_in_status", &read_time_in_status, py::arg("start"), py::arg("end"),
                                 py::kw_only(), py::arg("by") = py::make_tuple("user"), py::arg("bucket") = py::none(),
                                 py::arg("time_zone") = "UTC", py::arg("user") = py::none(),
                                 py::arg("team") = py::none(), py::arg("stop") = py::none());
  def_submitted_read<LongRead<TimeInStatusCall::kWaitingMax>>(
      account, "time_in_status_json", &read_time_in_status_json, py::kw_only(), py::arg("start") = py::none(),
      py::arg("end") = py::none(), py::arg("by") = py::none(), py::arg("bucket") = py::none(),
      py::arg("time_zone") = py::none(), py::arg("user") = py::none(), py::arg("team") = py::none(),
      py::arg("refused") = py::none(), py::arg("stop") = py::none());
}

}  // namespace

void def_report_calls(py::classh<Account>& account) {
  account.def("time_in_status", &time_in_status, py::arg("start"), py::arg("end"), py::kw_only(),
              py::arg("by") = py::make_tuple("user"), py::arg("bucket") = py::none(), py::arg("time_zone") = "UTC",
              py::arg("user") = py::none(), py::arg("team") = py::none(), kTimeInStatusDoc);
  account.def("time_in_status_json", &time_in_status_json, py::kw_only(), py::arg("start") = py::none(),
              py::arg("end") = py::none(), py::arg("by") = py::none(), py::arg("bucket") = py::none(),
              py::arg("time_zone") = py::none(), py::arg("user") = py::none(), py::arg("team") = py::none(),
              py::arg("refused") = py::none(),
              "GET of the time in status: the texts of the query in, the bytes of the answer out. `refused` adds "
              "refusals of the web layer's own. Raises InvalidParamsError.");
  def_submitted_reports(account);
}

void register_reports(py::module_& module) {
  py::classh<StopFlag>(module, "StopFlag", py::is_final(), "What a submitted report is told to stop by.")
      .def(py::init<>())
      .def("set", [](StopFlag& flag) { flag.is_set = true; }, "The report stops soon, with ClosedError.");
  module.def(
      "read_instant",
      [](const InstantArgument& instant) -> py::object {
        if (instant.problem != nullptr) return py::str(instant.problem);
        return py::int_(instant.instant.ms);
      },
      py::arg("instant"), "The milliseconds since 1970 of an instant, or what is wrong with it.");
}

}  // namespace onduty::bindings
