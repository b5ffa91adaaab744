#include "store/held_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <utility>

namespace onduty::store {

HeldFiles::HeldFiles(std::string path, std::string log_path, Place database, Place log)
    : path_(std::move(path)), log_path_(std::move(log_path)), database_(database), log_(log) {}

// Asks for the inode alone. stat() asks for the times too, and on Linux since 6.13 the next write to a file whose times
// were asked for has to give it a new one: a sync after it then takes half as long again.
std::optional<HeldFiles::Place> HeldFiles::place_of(const std::string& path) {
  struct statx found{};
  if (::statx(AT_FDCWD, path.c_str(), 0, STATX_INO, &found) != 0) return std::nullopt;
  return Place{::makedev(found.stx_dev_major, found.stx_dev_minor), found.stx_ino};
}

std::optional<HeldFiles> HeldFiles::of(const std::string& path) {
  std::string log_path = path + "-wal";
  const auto database = place_of(path);
  const auto log = place_of(log_path);
  if (!database || !log) return std::nullopt;
  return HeldFiles(path, std::move(log_path), *database, *log);
}

bool HeldFiles::in_place() const { return place_of(path_) == database_ && place_of(log_path_) == log_; }

}  // namespace onduty::store
