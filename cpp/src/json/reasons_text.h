// What is refused of a request, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "base/json_text.h"
#include "onduty/error.h"

namespace onduty::json {

// Appends an object of reasons by parameter.
inline void append_reasons(std::string& out, const ParamErrors& params) {
  out += '{';
  base::append_list(out, params.entries(), [&](const ParamErrors::Entry& entry) {
    base::append_string(out, std::string_view(entry.first));
    out += ":[";
    base::append_list(out, entry.second,
                      [&](const std::string& reason) { base::append_string(out, std::string_view(reason)); });
    out += ']';
  });
  out += '}';
}

}  // namespace onduty::json
