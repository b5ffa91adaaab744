// How much more a disk takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace onduty::store {

// Bytes that this process may still write on the disk that holds `path`; nothing where it cannot be told.
std::optional<std::uintmax_t> free_disk_space(const std::string& path);

}  // namespace onduty::store
