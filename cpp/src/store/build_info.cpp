#include "store/build_info.h"

#include <sqlite3.h>

namespace onduty::store {

std::string sqlite_version() { return sqlite3_libversion(); }

std::string sqlite_source_id() { return sqlite3_sourceid(); }

}  // namespace onduty::store
