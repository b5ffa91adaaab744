// Room in the write-ahead log, ahead of what is written to it.
//
// A commit that makes the file longer has to sync its new length too, which may take as long as all else that it syncs.
// So the file is made longer in larger steps, with zeros: what ends with zeros ends there for SQLite as well, since
// they are no frame of the log (https://www.sqlite.org/fileformat2.html#walformat).
#pragma once

#include <cstdint>

struct sqlite3;
struct sqlite3_file;

namespace onduty::store {

// Of one connection. Thread rule: one thread at a time.
class LogRoom {
 public:
  explicit LogRoom(sqlite3* handle) : handle_(handle) {}

  // Sees to it that there is room for some commits after the first `pages` of the log. Does nothing where the log is
  // short, as it stays where a program writes little and ends. Where the disk is full there is less room, or none.
  // REQUIRES: in a write transaction, which nobody else can have meanwhile.
  void make(int pages);

 private:
  std::int64_t end_of(int pages);
  // Lengthens the file and gives its length; a boundless one where that failed, as another try would.
  static std::int64_t lengthen(sqlite3_file* log, std::int64_t from, std::int64_t to);

  sqlite3* handle_;
  std::int64_t frame_ = 0;  // bytes that a page takes in the log; 0 before it is known
  std::int64_t room_ = 0;   // bytes up to which the file is known to reach
  int pages_ = 0;           // of the last call
};

}  // namespace onduty::store
