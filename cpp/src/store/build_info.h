// Which SQLite is running.
#pragma once

#include <string>

namespace onduty::store {

std::string sqlite_version();
std::string sqlite_source_id();

}  // namespace onduty::store
