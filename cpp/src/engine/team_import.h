// The teams of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/import_run.h"
#include "engine/user_import.h"
#include "onduty/uuid.h"
#include "store/directory_team_store.h"

namespace onduty::engine {

// After apply(), also the look-up of the account's teams as they are then.
class TeamImport {
 public:
  TeamImport(ImportRun& run, std::int64_t account_id, UserImport& users);

  void apply();

  // The id of a team that is not removed.
  std::optional<std::int64_t> find(const Uuid& uuid);

 private:
  using Row = store::TeamRow;
  using Entry = domain::TeamEntry;

  domain::DocumentPlace place(std::size_t index) const;
  ImportOutcome write(std::size_t index);
  ImportOutcome remove(std::optional<Row> stored);
  Row create(std::size_t index);
  void note_keys(const Row& team, const Row& stored);
  // True when the list was another one.
  bool replace_members(std::size_t index, std::int64_t team_id);
  std::vector<std::int64_t> member_ids(std::size_t index);
  // At most one team of an account is the default one.
  void check_default();

  ImportRun& run_;
  const std::int64_t account_id_;
  UserImport& users_;
  const std::vector<Entry>& entries_;
  store::DirectoryTeamStore store_;
  bool is_any_removed_ = false;
  std::string name_;  // of the team under way
  std::unordered_map<Uuid, std::optional<std::int64_t>> ids_;
};

}  // namespace onduty::engine
