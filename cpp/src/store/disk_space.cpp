#include "store/disk_space.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace onduty::store {

std::optional<std::uintmax_t> free_disk_space(const std::string& path) {
  std::error_code failure;
  const std::filesystem::space_info space = std::filesystem::space(path, failure);
  if (failure) return std::nullopt;
  return ::geteuid() == 0 ? space.free : space.available;  // a part may be reserved for root
}

}  // namespace onduty::store
