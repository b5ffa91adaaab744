// The tables, one text a version.
#pragma once

namespace onduty::store {

// "onDT": marks the file as this program's in SQLite's header.
inline constexpr int kApplicationId = 0x6f6e4454;

// The version that this build reads and writes; SQLite's user_version.
inline constexpr int kSchemaVersion = 1;

extern const char* const kSchemaVersion1;

}  // namespace onduty::store
