// Everything that a database holds, as text, to show that a refusal left it as it was.
#pragma once

#include <string>

#include "store/connection.h"

namespace onduty::testing {

// All rows of all tables, a line each. Fails the calling test's expectations through an empty text.
std::string dump(store::Connection& connection);

// The same by a connection of its own.
std::string dump_file(const std::string& path);

}  // namespace onduty::testing
