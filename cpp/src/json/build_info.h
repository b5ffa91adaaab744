// Which simdjson this was built with.
#pragma once

#include <string>

namespace onduty::json {

std::string simdjson_version();

}  // namespace onduty::json
