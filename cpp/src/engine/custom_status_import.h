// The custom statuses of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/import_run.h"
#include "onduty/uuid.h"
#include "store/directory_custom_status_store.h"
#include "store/status_store.h"

namespace onduty::engine {

// After apply(), also the look-up of the account's custom statuses as they are then.
class CustomStatusImport {
 public:
  CustomStatusImport(ImportRun& run, std::int64_t account_id);

  void apply();

  // Destroyed ones too.
  bool exists(const Uuid& id) const { return find(id) != nullptr; }
  bool is_destroyed(const Uuid& id) const;

 private:
  using Row = store::CustomStatusRow;
  using Entry = domain::CustomStatusEntry;

  domain::DocumentPlace place(std::size_t index) const;
  const Row* find(const Uuid& id) const;

  void destroy(std::size_t index);
  // Frees the names of those that get another one.
  void park(const Entry& entry);
  void write(std::size_t index);
  void create(std::size_t index);
  void update(std::size_t index, const Row& stored);
  // Whether nobody else has the name. When somebody does, that is refused, and the name is parked for the moment.
  bool claim_name(std::size_t index, Row& status);
  void finish(std::size_t index, const Row& status, ImportOutcome outcome);

  ImportRun& run_;
  const std::int64_t account_id_;
  const std::vector<Entry>& entries_;
  store::DirectoryCustomStatusStore store_;
  store::StatusStore statuses_;
  std::unordered_map<Uuid, Row> rows_;
};

}  // namespace onduty::engine
