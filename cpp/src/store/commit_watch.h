// Noticing commits, by any process, without asking SQLite.
//
// SQLite's write-ahead log has an index in memory that all processes share, whose header changes with every commit
// (https://www.sqlite.org/walformat.html#the_wal_index_header). Whoever knows the header as it was when something was
// read, and finds it unchanged, knows that this is still what the database holds. The look costs nanoseconds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "store/connection.h"

namespace onduty::store {

// One state of the database, among all that there were.
class CommitMark {
 public:
  static constexpr std::size_t kWords = 12;  // 48 bytes

  // Rises by one with each commit, modulo 2^32.
  std::uint32_t commit_count() const { return words_[2]; }

  friend bool operator==(const CommitMark&, const CommitMark&) = default;

 private:
  friend class CommitWatch;
  std::array<std::uint32_t, kWords> words_{};
};

// Thread rule: read() from any thread, while the connection is open.
class CommitWatch {
 public:
  // Nothing when the log's index cannot be looked at: then ask the database itself. REQUIRES: the connection's thread.
  static std::optional<CommitWatch> over(Connection& connection);

  // The state that a read would find now; nothing while one is being replaced by the next.
  std::optional<CommitMark> read() const;

 private:
  explicit CommitWatch(const volatile std::uint32_t* header) : header_(header) {}

  const volatile std::uint32_t* header_;
};

}  // namespace onduty::store
