#include <algorithm>
#include <array>
#include <utility>

#include "onduty/time_in_status.h"

namespace onduty {
namespace {

using KeyName = std::pair<ReportKey, std::string_view>;

constexpr std::array<KeyName, 4> kNames{{{ReportKey::kUser, "user"},
                                         {ReportKey::kTeam, "team"},
                                         {ReportKey::kAvailable, "available"},
                                         {ReportKey::kCustomStatus, "custom_status"}}};

// Into what `text` names next; the rest stays.
std::string_view take_name(std::string_view& text) {
  const std::size_t comma = text.find(',');
  const std::string_view name = text.substr(0, comma);
  text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  return name;
}

}  // namespace

std::string_view report_key_name(ReportKey key) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const KeyName& known) { return known.first == key; })->second;
}

std::optional<ReportKey> report_key_from_name(std::string_view name) {
  for (const auto& [key, known] : kNames) {
    if (known == name) return key;
  }
  return std::nullopt;
}

void add_report_key(std::string_view name, std::vector<ReportKey>& keys, ParamErrors& refused) {
  const auto key = report_key_from_name(name);
  if (!key) {
    refused.add("by", "must name user, team, available or custom_status, and nothing else");
  } else if (std::find(keys.begin(), keys.end(), *key) != keys.end()) {
    refused.add("by", "names " + std::string(report_key_name(*key)) + " more than once");
  } else {
    keys.push_back(*key);
  }
}

std::vector<ReportKey> read_report_keys(std::string_view text, ParamErrors& refused) {
  std::vector<ReportKey> keys;
  bool has_more = !text.empty();
  while (has_more) {
    has_more = text.find(',') != std::string_view::npos;
    add_report_key(take_name(text), keys, refused);
  }
  return keys;
}

}  // namespace onduty
