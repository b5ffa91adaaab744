// What a Database and its Accounts share: the writer, the readers, the file.
#pragma once

#include <memory>
#include <string>

#include "engine/background.h"
#include "engine/readers.h"
#include "engine/writer.h"
#include "onduty/database.h"

namespace onduty::engine {

// Thread rule: safe to use from any thread.
class Core {
 public:
  static Result<std::shared_ptr<Core>> open(const std::string& path, OpenOptions options);

  Core(std::string path, std::unique_ptr<store::Session> session, store::ProcessLock lock, OpenOptions options);
  Core(const Core&) = delete;  // Share it instead.
  Core& operator=(const Core&) = delete;

  const std::string& path() const { return path_; }
  Writer& writer() { return writer_; }
  Readers& readers() { return readers_; }
  Background& background() { return background_; }
  Instant now() const { return clock_(); }

  void close();

 private:
  const std::string path_;
  const Writer::Clock clock_;
  Readers readers_;
  Writer writer_;
  Background background_;
};

}  // namespace onduty::engine
