// The catalogue of custom statuses, as an import writes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/status_decision.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

struct CustomStatusRow {
  std::int64_t id = 0;
  Uuid uuid;
  std::string name;
  std::string name_folded;
  std::optional<std::string> emoji;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> destroyed_at;

  friend bool operator==(const CustomStatusRow&, const CustomStatusRow&) = default;
};

// From columns id, uuid, name, name_folded, emoji, created_at, updated_at, destroyed_at.
CustomStatusRow read_custom_status_row(const Query& row);

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryCustomStatusStore {
 public:
  explicit DirectoryCustomStatusStore(Connection& connection);

  std::vector<CustomStatusRow> all(std::int64_t account_id);  // destroyed ones too
  // The id of one that is not destroyed.
  std::optional<std::int64_t> find_id_by_name(std::int64_t account_id, std::string_view name_folded);

  std::int64_t insert(std::int64_t account_id, const CustomStatusRow& status);  // gives its id
  void update(const CustomStatusRow& status);
  // Takes the name away until update() gives another one, so that two can swap theirs.
  void park_name(const CustomStatusRow& status);
  // Keeps the name and emoji for the history entries from now on.
  void add_revision(const CustomStatusRow& status, Instant since);

  // The state of everyone who has it assigned, removed users too.
  std::vector<std::pair<Uuid, domain::UserState>> holders(std::int64_t custom_status_id);

 private:
  Connection& connection_;
  Statement all_;
  Statement find_id_by_name_;
  Statement insert_;
  Statement update_;
  Statement park_name_;
  Statement add_revision_;
  Statement holders_;
};

}  // namespace onduty::store
