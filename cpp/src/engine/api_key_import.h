// The API keys of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/import_run.h"
#include "engine/user_import.h"
#include "store/directory_api_key_store.h"

namespace onduty::engine {

class ApiKeyImport {
 public:
  ApiKeyImport(ImportRun& run, std::int64_t account_id, UserImport& users);

  void apply();

 private:
  using Row = store::ApiKeyRow;
  using Entry = domain::ApiKeyEntry;

  domain::DocumentPlace place(std::size_t index) const;
  bool stays_revoked(std::size_t index) const;
  // Frees the secrets of those that get another one.
  void park(std::size_t index);
  void settle(std::size_t index, ImportOutcome outcome);
  void leave(std::size_t index);
  ImportOutcome write(std::size_t index);
  ImportOutcome revoke(std::size_t index);
  ImportOutcome create(std::size_t index);
  ImportOutcome update(std::size_t index, const Row& stored);
  Row with_entry(Row key, std::size_t index);
  // Whether no other key has the secret; when one does, that is refused.
  bool check_secret(std::size_t index, const Row& key);

  ImportRun& run_;
  const std::int64_t account_id_;
  UserImport& users_;
  const std::vector<Entry>& entries_;
  store::DirectoryApiKeyStore store_;
  std::vector<std::optional<Row>> stored_;  // what the entry at the same index matches
};

}  // namespace onduty::engine
