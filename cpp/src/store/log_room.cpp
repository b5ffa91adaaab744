#include "store/log_room.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace onduty::store {
namespace {

constexpr int kPagesBefore = 32;  // the log of a program that writes a few updates stays below
constexpr int kPagesAhead = 32;   // of a commit: those of single updates have three
constexpr int kPagesAStep = 256;

constexpr std::int64_t kLogHeader = 32;
constexpr std::int64_t kFrameHeader = 24;

sqlite3_file* log_of(sqlite3* handle) {
  sqlite3_file* log = nullptr;
  const int code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
  return code == SQLITE_OK && log != nullptr && log->pMethods != nullptr ? log : nullptr;
}

}  // namespace

LogRoom::LogRoom(sqlite3* handle, std::int64_t page_size) : handle_(handle), frame_(kFrameHeader + page_size) {}

std::int64_t LogRoom::end_of(int pages) const { return kLogHeader + pages * frame_; }

std::int64_t LogRoom::lengthen(sqlite3_file* log, std::int64_t from, std::int64_t to) {
  static constexpr std::array<char, 65'536> kZeros{};
  for (std::int64_t end = from; end < to;) {
    const auto size = std::min<std::int64_t>(to - end, kZeros.size());
    if (log->pMethods->xWrite(log, kZeros.data(), static_cast<int>(size), end) != SQLITE_OK) {
      log->pMethods->xTruncate(log, from);  // what is left of the disk is for commits
      return std::numeric_limits<std::int64_t>::max();
    }
    end += size;
  }
  return to;
}

void LogRoom::make(int pages) {
  assert(sqlite3_txn_state(handle_, "main") == SQLITE_TXN_WRITE);
  if (pages < pages_) room_ = 0;  // it began anew, and may have been shortened
  pages_ = pages;
  const std::int64_t wanted = end_of(pages + kPagesAhead);
  if (pages < kPagesBefore || wanted <= room_) return;
  sqlite3_file* log = log_of(handle_);
  sqlite3_int64 length = 0;
  if (log == nullptr || log->pMethods->xFileSize(log, &length) != SQLITE_OK) return;
  room_ = wanted <= length ? length : lengthen(log, length, end_of(pages + kPagesAStep));
}

}  // namespace onduty::store
