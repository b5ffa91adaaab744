#include "json/time_in_status_answer.h"

#include <array>
#include <charconv>

#include "base/json_text.h"

namespace onduty::json {
namespace {

constexpr std::size_t kRowSize = 160;  // bytes of a typical row

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), written.ptr);
}

// `"key":"text"`, or null for what has no place.
void append_text(std::string& out, std::string_view key, std::int32_t place, const std::vector<std::string>& texts) {
  out += key;
  if (place == TimeInStatus::kNone) {
    out += "null";
  } else {
    base::append_string(out, std::string_view(texts[static_cast<std::size_t>(place)]));
  }
}

// The texts that rows repeat, each made once.
struct Texts {
  explicit Texts(const TimeInStatus& report) {
    for (const User& user : report.users) users.push_back(user.uuid.hex());
    for (const TimeInStatus::TeamName& team : report.teams) teams.push_back(team.uuid.hex());
    for (const CustomStatus& each : report.custom_statuses) {
      std::string& text = custom_statuses.emplace_back("{\"id\":\"" + each.id.dashed() + "\",\"name\":");
      base::append_string(text, std::string_view(each.name));
      text += ",\"emoji\":";
      base::append_string(text, each.emoji);
      text += '}';
    }
  }

  std::vector<std::string> users;
  std::vector<std::string> teams;
  std::vector<std::string> custom_statuses;  // as JSON
};

void append_row(std::string& out, const TimeInStatus& report, std::size_t row, const Texts& texts,
                const std::vector<std::string>& bucket_labels) {
  append_text(out, "{\"bucket\":", report.bucket[row], bucket_labels);
  if (!report.user.empty()) append_text(out, ",\"user_uuid\":", report.user[row], texts.users);
  if (!report.team.empty()) append_text(out, ",\"team_uuid\":", report.team[row], texts.teams);
  if (!report.available.empty()) {
    out += ",\"available\":";
    base::append_bool(out, report.available[row] != 0);
  }
  if (!report.custom_status.empty()) {
    const std::int32_t place = report.custom_status[row];
    out += ",\"custom_status\":";
    out += place == TimeInStatus::kNone ? "null" : texts.custom_statuses[static_cast<std::size_t>(place)];
  }
  out += ",\"duration_ms\":";
  append_number(out, report.duration_ms[row]);
  out += ",\"share\":";
  append_number(out, report.share[row]);
  out += '}';
}

}  // namespace

std::string time_in_status_answer(const TimeInStatus& report, const TimeInStatusQuery& query,
                                  const std::vector<std::string>& bucket_labels, std::string_view time_zone) {
  const Texts texts(report);
  std::string out = "{\"rows\":[";
  out.reserve(kRowSize * (report.size() + 1));
  for (std::size_t row = 0; row < report.size(); ++row) {
    if (row != 0) out += ',';
    append_row(out, report, row, texts, bucket_labels);
  }
  out += "],\"meta\":{\"start\":\"" + query.start.with_offset() + "\",\"end\":\"" + query.end.with_offset() +
         "\",\"time_zone\":";
  base::append_string(out, time_zone);
  out += "}}";
  return out;
}

}  // namespace onduty::json
