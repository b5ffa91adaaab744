// A report of how long people were in which status, on its way to Python.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

#include "onduty/time_in_status.h"
#include "table_columns.h"

namespace onduty::bindings {

// The period as Python was asked for it: onduty.periods reads zones, which the core does not know.
struct ReportPeriod {
  Instant start;
  Instant end;
  std::vector<Instant> bucket_starts;
  std::vector<std::string> bucket_labels;
  std::string bucket;  // "none", "hour", …
  std::string time_zone;
  ParamErrors refused;
};

// Needs the GIL. Raises TypeError for what is neither a datetime nor text.
ReportPeriod read_period(const pybind11::object& start, const pybind11::object& end, const pybind11::object& bucket,
                         const pybind11::object& time_zone);

struct TimeInStatusReport {
  ReportPeriod period;
  std::vector<ReportKey> by;
  TimeInStatus rows;
};

// The report's rows with the names that people know things by.
std::shared_ptr<const TableColumns> columns_of(TimeInStatusReport& report);

// An onduty.TimeInStatus.
pybind11::object to_python(TimeInStatusReport& report);

}  // namespace onduty::bindings
