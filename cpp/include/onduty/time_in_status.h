// How long people were in which status (Q3).
//
//   onduty::TimeInStatusQuery query;
//   query.start = monday;
//   query.end = next_monday;
//   query.by = {onduty::ReportKey::kUser, onduty::ReportKey::kAvailable};
//   auto report = account.time_in_status(query);
//   for (std::size_t row = 0; row < report.value().size(); ++row) {
//     const auto& user = report.value().users[report.value().user[row]];
//     …
//   }
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/status.h"
#include "onduty/user.h"
#include "onduty/uuid.h"

namespace onduty {

// What rows can be told apart by.
enum class ReportKey { kUser, kTeam, kAvailable, kCustomStatus };

// The name that queries and answers call it by, such as "custom_status". Lives as long as the program.
std::string_view report_key_name(ReportKey key);
std::optional<ReportKey> report_key_from_name(std::string_view name);
// Those that `text` names, with commas between them; an empty one names none. What is wrong is added to `refused`.
std::vector<ReportKey> read_report_keys(std::string_view text, ParamErrors& refused);

// Adds the one of this name.
void add_report_key(std::string_view name, std::vector<ReportKey>& keys, ParamErrors& refused);

struct TimeInStatusQuery {
  static constexpr std::int64_t kRowsMax = 50'000'000;

  // The period, without its end. What is later than now is left out.
  Instant start;
  Instant end;
  // Where buckets begin, rising; each lasts until the next one begins. The first may begin before the period does. Days
  // and weeks are those of a time zone, of which the library knows nothing: the caller computes them. Empty: no
  // buckets.
  std::vector<Instant> bucket_starts;
  // What has rows of its own, in the order by which rows are ordered. Each at most once.
  std::vector<ReportKey> by = {ReportKey::kUser};
  std::optional<Uuid> user;  // only this one, who may have been removed
  std::optional<Uuid> team;  // only those who are members now
  std::int64_t rows_max = kRowsMax;
  ParamErrors refused;  // what the reader of the request already had to refuse
  // Asked now and then from the calling thread; false stops the report (kClosed). May be empty.
  std::function<bool()> keep_going;
};

// The rows in columns, ordered by bucket, then by what the query's `by` names, in its order: users and teams by uuid,
// away before available, custom statuses by id, none of them first. Numbers in the columns are places in the lists
// above them, and kNone. Of what `by` does not name the column is empty. Rows of no time are left out.
struct TimeInStatus {
  static constexpr std::int32_t kNone = -1;

  struct TeamName {
    Uuid uuid;
    std::string name;

    friend bool operator==(const TeamName&, const TeamName&) = default;
  };

  std::vector<User> users;
  std::vector<TeamName> teams;
  std::vector<CustomStatus> custom_statuses;  // by the names they have now, or had last

  std::vector<std::int32_t> bucket;  // place in the query's bucket_starts, kNone where there are no buckets
  std::vector<std::int32_t> user;
  std::vector<std::int32_t> team;  // kNone: in no team
  std::vector<std::uint8_t> available;
  std::vector<std::int32_t> custom_status;  // kNone: none assigned
  std::vector<std::int64_t> duration_ms;
  std::vector<double> share;  // of the rows with the same bucket, user and team

  std::size_t size() const { return duration_ms.size(); }

  friend bool operator==(const TimeInStatus&, const TimeInStatus&) = default;
};

}  // namespace onduty
