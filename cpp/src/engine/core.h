// What a Database and its Accounts share: the writer, the readers, the file.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/fork.h"
#include "engine/background.h"
#include "engine/present.h"
#include "engine/readers.h"
#include "engine/writer.h"
#include "onduty/database.h"

namespace onduty::engine {

// In a child of the process that opened it, every call is refused with kForked, and nothing is cleaned up: neither
// close() nor letting go of it waits, locks or touches a file. Thread rule: safe to use from any thread.
class Core {
 public:
  static Result<std::shared_ptr<Core>> open(const std::string& path, const OpenOptions& options);

  Core(std::string path, std::unique_ptr<store::Session> session, store::ProcessLock lock, const OpenOptions& options);
  Core(const Core&) = delete;  // Share it instead.
  Core& operator=(const Core&) = delete;

  const std::string& path() const { return path_; }
  Writer& writer() { return writer_; }
  Readers& readers() { return readers_; }
  // Run the task on a thread of the database's, for a caller that does not wait: a short read, the making of a plan, or
  // a long read, of which at most `waiting_max` wait. Each kind has its own threads, so that none holds up another.
  // Errors, with which it will not run: kOverloaded, kClosed, kForked.
  Result<void> post_read(Background::Task task);
  Result<void> post_planning(Background::Task task);
  Result<void> post_long_read(Background::Task task, std::size_t waiting_max);
  Present& present() { return present_; }
  Instant now() const { return clock_(); }

  // Whether this process is a child of the one that opened it.
  bool is_forked() const { return birth_.is_forked(); }
  bool is_closed() { return readers_.is_closed(); }
  // See Database::close().
  void close(const std::function<bool()>& keep_waiting = {});

 private:
  const std::string path_;
  const Writer::Clock clock_;
  const base::BirthProcess birth_;
  Present present_;
  Readers readers_;
  Writer writer_;
  Background reads_;
  Background plannings_;
  Background long_reads_;
};

}  // namespace onduty::engine
