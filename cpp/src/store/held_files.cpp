#include "store/held_files.h"

#include <sys/stat.h>

#include <utility>

namespace onduty::store {

HeldFiles::HeldFiles(std::string path, std::string log_path, Place database, Place log)
    : path_(std::move(path)), log_path_(std::move(log_path)), database_(database), log_(log) {}

std::optional<HeldFiles::Place> HeldFiles::place_of(const std::string& path) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return Place{found.st_dev, found.st_ino};
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
