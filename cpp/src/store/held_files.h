// Whether the files of an open database are still the ones under their names.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace onduty::store {

// The database file and its log as a connection has them open. They stay in place as long as everybody keeps to
// SQLite's locks. Somebody who does not (one who moves a backup over the file; another copy of SQLite in this process,
// or a mere open() and close() of the file in it, which drop the locks) can put others in their place. What is written
// then goes to files that nobody will read again. Immutable. Thread rule: safe to use from any thread.
class HeldFiles {
 public:
  // What is at `path` now; nothing where the database or its log is not there. REQUIRES: a connection has them open.
  static std::optional<HeldFiles> of(const std::string& path);

  bool in_place() const;
  const std::string& path() const { return path_; }

 private:
  struct Place {
    dev_t device;
    ino_t inode;

    friend bool operator==(const Place&, const Place&) = default;
  };

  static std::optional<Place> place_of(const std::string& path);

  HeldFiles(std::string path, std::string log_path, Place database, Place log);

  std::string path_;
  std::string log_path_;
  Place database_;
  Place log_;
};

}  // namespace onduty::store
