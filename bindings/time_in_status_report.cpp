#include "time_in_status_report.h"

#include <pybind11/stl.h>

#include <optional>
#include <utility>

#include "convert.h"

namespace onduty::bindings {
namespace {

using Places = std::shared_ptr<const std::vector<std::int32_t>>;

Places shared(std::vector<std::int32_t> places) {
  return std::make_shared<const std::vector<std::int32_t>>(std::move(places));
}

// A column of texts: `text_of` each of the items, of which some may have none.
template <class Item, class TextOf>
TableColumn text_column(const char* name, const std::vector<Item>& items, const Places& places, TextOf text_of) {
  TextColumn column{places, {}};
  for (const Item& item : items) column.values.push_back(text_of(item));
  return {name, std::move(column)};
}

TableColumn bucket_column(const TimeInStatusReport& report) {
  InstantColumn column{{}, report.period.time_zone};
  column.ms.reserve(report.rows.size());
  for (const std::int32_t bucket : report.rows.bucket) {
    column.ms.push_back(bucket == TimeInStatus::kNone
                            ? InstantColumn::kNull
                            : report.period.bucket_starts[static_cast<std::size_t>(bucket)].ms);
  }
  return {"bucket", std::move(column)};
}

// The emojis of those that have one.
TableColumn emoji_column(const TimeInStatus& rows, const std::vector<std::int32_t>& places) {
  std::vector<std::int32_t> with_emoji = places;
  for (std::int32_t& place : with_emoji) {
    const bool has_emoji =
        place != TimeInStatus::kNone && rows.custom_statuses[static_cast<std::size_t>(place)].emoji.has_value();
    if (!has_emoji) place = TextColumn::kNull;
  }
  return text_column("custom_status_emoji", rows.custom_statuses, shared(std::move(with_emoji)),
                     [](const CustomStatus& each) { return each.emoji.value_or(""); });
}

void add_columns_of(ReportKey key, TimeInStatus& rows, std::vector<TableColumn>& columns) {
  const auto user_text = [&](const char* name, const Places& places, auto text_of) {
    columns.push_back(text_column(name, rows.users, places, text_of));
  };
  switch (key) {
    case ReportKey::kUser: {
      const Places places = shared(std::move(rows.user));
      user_text("user_uuid", places, [](const User& user) { return user.uuid.hex(); });
      user_text("user_email", places, [](const User& user) { return user.email; });
      user_text("user_name", places, [](const User& user) { return user.name; });
      return;
    }
    case ReportKey::kTeam: {
      using TeamName = TimeInStatus::TeamName;
      const Places places = shared(std::move(rows.team));
      columns.push_back(
          text_column("team_uuid", rows.teams, places, [](const TeamName& team) { return team.uuid.hex(); }));
      columns.push_back(text_column("team_name", rows.teams, places, [](const TeamName& team) { return team.name; }));
      return;
    }
    case ReportKey::kAvailable:
      columns.push_back({"available", std::move(rows.available)});
      return;
    case ReportKey::kCustomStatus: {
      const Places places = shared(std::move(rows.custom_status));
      columns.push_back(text_column("custom_status_id", rows.custom_statuses, places,
                                    [](const CustomStatus& each) { return each.id.dashed(); }));
      columns.push_back(text_column("custom_status_name", rows.custom_statuses, places,
                                    [](const CustomStatus& each) { return each.name; }));
      columns.push_back(emoji_column(rows, *places));
      return;
    }
  }
}

std::vector<Instant> to_instants(const py::handle& ms) {
  std::vector<Instant> instants;
  for (const py::handle each : ms) instants.push_back({py::cast<std::int64_t>(each)});
  return instants;
}

}  // namespace

ReportPeriod read_period(const py::object& start, const py::object& end, const py::object& bucket,
                         const py::object& time_zone) {
  const py::object read = py::module_::import("onduty.periods").attr("read_period")(start, end, bucket, time_zone);
  ReportPeriod period;
  period.start = {py::cast<std::int64_t>(read.attr("start_ms"))};
  period.end = {py::cast<std::int64_t>(read.attr("end_ms"))};
  period.bucket_starts = to_instants(read.attr("bucket_starts_ms"));
  period.bucket_labels = py::cast<std::vector<std::string>>(read.attr("bucket_labels"));
  period.bucket = py::cast<std::string>(read.attr("bucket"));
  period.time_zone = py::cast<std::string>(read.attr("time_zone"));
  period.refused = to_param_errors(py::cast<py::dict>(read.attr("refused")));
  return period;
}

std::shared_ptr<const TableColumns> columns_of(TimeInStatusReport& report) {
  auto table = std::make_shared<TableColumns>();
  table->size = report.rows.size();
  table->columns.push_back(bucket_column(report));
  for (const ReportKey key : report.by) add_columns_of(key, report.rows, table->columns);
  table->columns.push_back({"duration_ms", std::move(report.rows.duration_ms)});
  table->columns.push_back({"share", std::move(report.rows.share)});
  return table;
}

py::object to_python(TimeInStatusReport& report) {
  py::tuple by(report.by.size());
  for (std::size_t i = 0; i < report.by.size(); ++i) by[i] = py::str(std::string(report_key_name(report.by[i])));
  const ReportPeriod& period = report.period;
  return py::module_::import("onduty.reports")
      .attr("TimeInStatus")(Columns{columns_of(report)}, to_datetime(period.start), to_datetime(period.end), by,
                            period.bucket, period.time_zone);
}

}  // namespace onduty::bindings
