// The catalogue of custom statuses, as requests read and change it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/status_decision.h"
#include "onduty/catalogue.h"
#include "store/connection.h"
#include "store/directory_account_store.h"
#include "store/directory_custom_status_store.h"
#include "store/list_bounds.h"

namespace onduty::store {

// Each change tells every process that what it keeps of the catalogue is out of date.
//
// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class CustomStatusStore {
 public:
  explicit CustomStatusStore(Connection& connection);

  // Those that are not destroyed.
  std::optional<CustomStatusRow> find(std::int64_t account_id, const Uuid& id);
  std::vector<CustomStatusDetails> list(std::int64_t account_id, const ListBounds& bounds);
  std::int64_t count(std::int64_t account_id, const ListKey& after);
  bool is_name_taken(std::int64_t account_id, std::string_view name_folded);

  // Where a custom status stands in the list, or stood: destroyed ones too.
  std::optional<ListKey> key_of(std::int64_t account_id, const Uuid& id);

  // The state of everyone who has it assigned, removed users too.
  std::vector<std::pair<Uuid, domain::UserState>> holders(std::int64_t custom_status_id);

  void create(std::int64_t account_id, const CustomStatusRow& status);
  // Another name or emoji, which the history shows from `status.updated_at` on.
  void change(const CustomStatusRow& status);
  // REQUIRES: nobody has it assigned any more; `status.destroyed_at` is set.
  void destroy(const CustomStatusRow& status);

 private:
  DirectoryCustomStatusStore rows_;
  DirectoryAccountStore accounts_;
  Statement find_;
  Statement list_;
  Statement count_;
  Statement key_;
};

// As the API shows it.
CustomStatusDetails details_of(const CustomStatusRow& status);

}  // namespace onduty::store
