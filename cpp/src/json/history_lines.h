// A file of changes of the past: JSON, an entry a line (Q7).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/past_changes.h"
#include "json/document.h"

namespace onduty::json {

// Reads lines as they come, in parts that need not end where a line does. Blank lines are none.
// Thread rule: one thread at a time.
class HistoryLines {
 public:
  void add(std::string_view bytes);
  // What was read. What is wrong with single lines is among it. Call it once, after the last part.
  domain::PastChanges finish();

 private:
  void read_line(std::string_view line);
  void read_entry(const simdjson::dom::object& entry);

  DocumentParser parser_;
  domain::PastChanges read_;
  std::string begun_;  // a line of which the end is still to come
  std::uint32_t line_ = 0;
};

}  // namespace onduty::json
