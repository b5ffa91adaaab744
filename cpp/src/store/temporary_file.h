// A file that has a temporary name until it is whole.
#pragma once

#include <cstdint>
#include <string>

#include "onduty/result.h"

namespace onduty::store {

// Removed at the end unless it was given its name. Thread rule: one thread at a time.
class TemporaryFile {
 public:
  // Makes an empty file in the directory of `path`. Error: kStorageUnavailable.
  static Result<TemporaryFile> beside(const std::string& path, unsigned mode);

  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  TemporaryFile(const TemporaryFile&) = delete;  // It is one file.
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();

  const std::string& name() const { return name_; }
  std::int64_t size() const;  // bytes

  // Syncs it, calls it `path` and syncs the directory. Without `overwrite` no file is replaced, also not one that
  // appeared since beside(). Errors: kInvalidParams (there is one), kStorageUnavailable. Call it once.
  Result<void> name_it(const std::string& path, bool overwrite);

 private:
  TemporaryFile(std::string name, int descriptor);

  std::string name_;
  int descriptor_;
  bool is_named_ = false;
};

// The refusal of a file that would be written over.
Error file_exists(const std::string& path);

}  // namespace onduty::store
