#include "json/history_answers.h"

#include <string_view>

#include "base/json_text.h"
#include "json/page_text.h"

namespace onduty::json {
namespace {

constexpr std::size_t kEntrySize = 450;  // bytes of a typical entry

void append_custom_status(std::string& out, const std::optional<CustomStatus>& custom_status) {
  if (!custom_status) {
    out += "null";
    return;
  }
  out += "{\"id\":\"" + custom_status->id.dashed() + "\",\"name\":";
  base::append_string(out, std::string_view(custom_status->name));
  out += ",\"emoji\":";
  base::append_string(out, custom_status->emoji);
  out += '}';
}

void append_members(std::string& out, const RecordedStatus& status) {
  out += "\"available\":";
  base::append_bool(out, status.available);
  out += ",\"custom_status\":";
  append_custom_status(out, status.custom_status);
}

void append_origin(std::string& out, const HistoryEntry& entry) {
  out += ",\"actor\":";
  base::append_string(out, entry.actor);
  out += ",\"api_key\":";
  base::append_string(out, entry.api_key);
  out += ",\"way\":";
  base::append_string(out, way_name(entry.way));
  out += ",\"reason\":";
  base::append_string(out, entry.reason);
}

void append_entry(std::string& out, const HistoryEntry& entry) {
  out += "{\"seq\":" + std::to_string(entry.seq) + ",\"at\":\"" + entry.at.with_offset() + "\",\"user_uuid\":\"" +
         entry.user.hex() + "\",\"before\":";
  append_recorded_status(out, entry.before);
  out += ",\"after\":";
  append_recorded_status(out, entry.after);
  out += ",\"version\":" + std::to_string(entry.version);
  append_origin(out, entry);
  out += ",\"change_set\":" + std::to_string(entry.change_set) + '}';
}

void append_past_status(std::string& out, const PastStatus& past) {
  out += "{\"uuid\":\"" + past.user.uuid.hex() + "\",\"email\":";
  base::append_string(out, std::string_view(past.user.email));
  out += ",\"name\":";
  base::append_string(out, std::string_view(past.user.name));
  out += ',';
  append_members(out, past.status);
  out += ",\"since\":\"" + past.since.with_offset() + "\"}";
}

}  // namespace

void append_recorded_status(std::string& out, const RecordedStatus& status) {
  out += '{';
  append_members(out, status);
  out += '}';
}

std::string history_answer(const std::vector<HistoryEntry>& entries, const std::optional<std::int64_t>& next) {
  std::string out;
  out.reserve(kEntrySize * (entries.size() + 1));
  out += "{\"entries\":[";
  base::append_list(out, entries, [&](const HistoryEntry& entry) { append_entry(out, entry); });
  out += "],\"meta\":{\"next\":" + (next ? std::to_string(*next) : "null") + "}}";
  return out;
}

std::string as_of_answer(const AsOf& as_of) {
  // The list's object, with the instant before everything else in it.
  return "{\"at\":\"" + as_of.at.with_offset() + "\"," +
         page_answer("users", as_of.users, append_past_status).substr(1);
}

}  // namespace onduty::json
