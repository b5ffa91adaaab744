#include "store/commit_watch.h"

#include <sqlite3.h>

namespace onduty::store {
namespace {

constexpr int kRegionSize = 32 * 1024;             // of the index, as SQLite maps it
constexpr std::uint32_t kFormatVersion = 3007000;  // the header's first word, as long as it is laid out as here

// Loads that come later stay behind it. (A fence would say the same once, but not to the thread sanitizer.)
std::uint32_t load(const volatile std::uint32_t* word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

}  // namespace

std::optional<CommitWatch> CommitWatch::over(Connection& connection) {
  sqlite3_file* file = nullptr;
  const int code = sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  // Version 2 of the methods is the first that knows of shared memory.
  if (code != SQLITE_OK || file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return {};
  volatile void* region = nullptr;
  if (file->pMethods->xShmMap(file, 0, kRegionSize, 0, &region) != SQLITE_OK || region == nullptr) return {};
  const auto* header = static_cast<volatile std::uint32_t*>(region);
  if (*header != kFormatVersion) return {};
  return CommitWatch(header);
}

// The header is there twice. It is written back to front: whoever reads it front to back, and finds both alike, has
// read none that is half written.
std::optional<CommitMark> CommitWatch::read() const {
  CommitMark first;
  CommitMark second;
  for (std::size_t i = 0; i < CommitMark::kWords; ++i) first.words_[i] = load(header_ + i);
  for (std::size_t i = 0; i < CommitMark::kWords; ++i) second.words_[i] = load(header_ + CommitMark::kWords + i);
  if (first != second) return std::nullopt;
  return first;
}

}  // namespace onduty::store
