#include "store/temporary_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace onduty::store {
namespace {

Error failed(const std::string& what, const std::string& path, int error) {
  return Error::with_message(
      error == ENOSPC || error == EDQUOT ? ErrorCode::kStorageFull : ErrorCode::kStorageUnavailable,
      "Cannot " + what + " " + path + " (" + std::strerror(error) + ").");
}

std::string directory_of(const std::string& path) {
  const auto directory = std::filesystem::path(path).parent_path();
  return directory.empty() ? "." : directory.string();
}

// Not every file system knows how to rename without replacing.
int rename_without_replacing(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL) return -1;
  std::error_code ignored;
  if (std::filesystem::exists(to, ignored)) {
    errno = EEXIST;
    return -1;
  }
  return ::rename(from.c_str(), to.c_str());
}

// A name is on disk once its directory is. What cannot be synced, as on some network file systems, is synced by itself.
Result<void> sync_directory(const std::string& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return failed("sync", directory, errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0 && error != EINVAL) return failed("sync", directory, error);
  return {};
}

}  // namespace

Error file_exists(const std::string& path) {
  ParamErrors refused;
  refused.add("path", path + " exists; choose another name, or ask for it to be overwritten");
  return Error::invalid_params(std::move(refused));
}

TemporaryFile::TemporaryFile(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : name_(std::move(other.name_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      is_named_(std::exchange(other.is_named_, true)) {}

TemporaryFile::~TemporaryFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!is_named_) ::unlink(name_.c_str());
}

Result<TemporaryFile> TemporaryFile::beside(const std::string& path, unsigned mode) {
  std::string name = path + ".part-XXXXXX";
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return failed("make a file in", directory_of(path), errno);
  TemporaryFile file(std::move(name), descriptor);
  if (::fchmod(descriptor, mode) != 0 && errno != EPERM) return failed("make", file.name_, errno);
  return file;
}

std::int64_t TemporaryFile::size() const {
  struct stat found{};
  return ::fstat(descriptor_, &found) == 0 ? found.st_size : 0;
}

Result<void> TemporaryFile::name_it(const std::string& path, bool overwrite) {
  if (::fsync(descriptor_) != 0) return failed("sync", name_, errno);
  const int renamed = overwrite ? ::rename(name_.c_str(), path.c_str()) : rename_without_replacing(name_, path);
  if (renamed != 0) return errno == EEXIST ? file_exists(path) : failed("make", path, errno);
  is_named_ = true;
  return sync_directory(directory_of(path));
}

}  // namespace onduty::store
