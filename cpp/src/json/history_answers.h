// The bodies of answers that tell of the past (Q1, Q2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onduty/past.h"
#include "onduty/status.h"

namespace onduty::json {

// {"available": bool, "custom_status": {"id", "name", "emoji"} | null}
void append_recorded_status(std::string& out, const RecordedStatus& status);

// {"entries": [{"seq", "at", "user_uuid", "before", "after", "version", "actor", "api_key", "way", "reason",
// "change_set"}, …], "meta": {"next": seq | null}}
std::string history_answer(const std::vector<HistoryEntry>& entries, const std::optional<std::int64_t>& next);

// {"at", "users": [{"uuid", "email", "name", "available", "custom_status", "since"}, …], "meta": {"page", "pages"}}
std::string as_of_answer(const AsOf& as_of);

}  // namespace onduty::json
