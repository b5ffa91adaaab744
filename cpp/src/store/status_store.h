// Present states, and the entry in the history that each change adds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/status_decision.h"
#include "onduty/status.h"
#include "store/connection.h"

namespace onduty::store {

// The state of a user who is not removed, with what goes by another name outside.
struct ListedState {
  std::int64_t account_id;
  Uuid user;
  domain::UserState state;
  std::optional<CustomStatus> custom_status;  // as it is called now
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class StatusStore {
 public:
  explicit StatusStore(Connection& connection);

  // The state of a user who is not removed.
  std::optional<domain::UserState> find(std::int64_t account_id, const Uuid& user);

  // The states of the users, of all accounts, behind the one with row id `after`, in the order of these ids, at most
  // `limit`.
  std::vector<ListedState> listed_after(std::int64_t after, std::int64_t limit);

  // Makes the row of a new user. REQUIRES: the user's row exists and has no state.
  void insert(const domain::UserState& state);

  // Names that custom statuses have now, by custom status.
  using Revisions = std::unordered_map<std::int64_t, std::optional<std::int64_t>>;

  // Replaces the state and appends the history entry that tells of it; gives the entry's seq. `known` remembers names
  // from one call to the next, in a transaction that changes none.
  // REQUIRES: in a write transaction; `decision.changed`; `before` is the stored state.
  std::int64_t record(const domain::UserState& before, const domain::StatusDecision& decision, const Origin& origin,
                      const std::optional<std::string>& reason,
                      const std::optional<std::int64_t>& change_set_id = std::nullopt, Revisions* known = nullptr);

  // The custom status that the state has, as it is called now.
  std::optional<CustomStatus> custom_status_of(const domain::UserState& state);

  // The state as the API shows it.
  Status describe(const domain::UserState& state, const Uuid& user);

  // The latest instant of any user's state; reads them all.
  Instant last_instant();

 private:
  // The name and emoji that the custom status has now.
  std::optional<std::int64_t> revision_of(const std::optional<std::int64_t>& custom_status_id, Revisions* known);
  std::optional<std::int64_t> find_revision(std::int64_t custom_status_id);

  Statement find_;
  Statement listed_after_;
  Statement insert_;
  Statement update_;
  Statement append_;
  Statement find_custom_status_;
  Statement find_revision_;
  Statement last_instant_;
  Connection& connection_;
};

}  // namespace onduty::store
