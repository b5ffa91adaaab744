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
  LogRoom(sqlite3* handle, std::int64_t page_size);

  // Sees to it that there is room for some commits after the first `pages` of the log. Does nothing where the log is
  // short, as it stays where a program writes little and ends, and where the disk has no space for it.
  // REQUIRES: in a write transaction, which nobody else can have meanwhile.
  void make(int pages);

 private:
  std::int64_t end_of(int pages) const;
  // Lengthens the file and gives its length. Where that failed the file is as it was, and the length given is
  // boundless, so that it is not tried again before the log begins anew.
  static std::int64_t lengthen(sqlite3_file* log, std::int64_t from, std::int64_t to);

  sqlite3* handle_;
  std::int64_t frame_;     // bytes that a page takes in the log
  std::int64_t room_ = 0;  // bytes up to which the file reached; less where others have shortened it since
  int pages_ = 0;          // of the last call
};

}  // namespace onduty::store
