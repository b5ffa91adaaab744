// Writes of what happened in the past (Q7): many entries of a user, and then the state that they lead to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/user_state.h"
#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

// A name that a custom status has had.
struct NameSince {
  std::int64_t revision;  // row id, as the history refers to it
  Instant since;
};

// One change of a user's, beside the texts that are shared by many.
struct PastEntry {
  const domain::UserState& before;
  const domain::UserState& after;
  std::optional<std::int64_t> revision_before;
  std::optional<std::int64_t> revision_after;
  const std::string* actor = nullptr;
  const std::string* reason = nullptr;
  std::int64_t change_set_id = 0;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class PastEntryStore {
 public:
  explicit PastEntryStore(Connection& connection);

  // The names of a custom status, the oldest first.
  std::vector<NameSince> names_of(std::int64_t custom_status_id);

  // REQUIRES: in a write transaction, at whose end replace() has the state that the user's last entry leads to.
  void append(const PastEntry& entry);
  void replace(const domain::UserState& state);

 private:
  Statement names_of_;
  Statement append_;
  Statement replace_;
};

}  // namespace onduty::store
