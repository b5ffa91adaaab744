// The small parts that JSON text is made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onduty::base {

// Appends a JSON string, quoted and escaped. REQUIRES: `text` is UTF-8, which passes through unescaped.
void append_string(std::string& out, std::string_view text);

// The same, or null.
void append_string(std::string& out, const std::optional<std::string>& text);

inline void append_bool(std::string& out, bool value) { out += value ? "true" : "false"; }

// Appends `values` with commas between them.
template <class Values, class Append>
void append_list(std::string& out, const Values& values, Append append) {
  bool first = true;
  for (const auto& value : values) {
    if (!first) out += ',';
    first = false;
    append(value);
  }
}

}  // namespace onduty::base
