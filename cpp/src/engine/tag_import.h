// The tags of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text_map.h"
#include "engine/import_run.h"
#include "store/directory_tag_store.h"

namespace onduty::engine {

// After apply(), also the look-up of the account's tags as they are then.
class TagImport {
 public:
  TagImport(ImportRun& run, std::int64_t account_id);

  void apply();

  // The id of a tag that is not removed.
  std::optional<std::int64_t> find(std::string_view name) const;

 private:
  ImportOutcome write(const domain::TagEntry& entry);

  ImportRun& run_;
  const std::int64_t account_id_;
  store::DirectoryTagStore store_;
  domain::TextMap<store::TagRow> rows_;
};

}  // namespace onduty::engine
