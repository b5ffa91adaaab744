// What reports over time read: who existed when, and what became of their states (Q3).
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "domain/status_durations.h"
#include "onduty/instant.h"
#include "onduty/status.h"
#include "onduty/time_in_status.h"
#include "onduty/user.h"
#include "store/connection.h"

namespace onduty::store {

// A user, or one who was.
struct Person {
  std::int64_t id;
  User user;
  Instant created_at;
  std::optional<Instant> removed_at;
};

// A state from `at` on, custom status by the name of its time.
struct TimelineEntry {
  Instant at;
  bool available;
  std::optional<std::int64_t> custom_revision_id;
};

struct NumberedTeam {
  std::int64_t id;
  TimeInStatus::TeamName team;
};

struct NumberedCustomStatus {
  std::int64_t id;
  CustomStatus custom_status;
};

// Made where it is needed: it prepares its statements anew. Thread rule: as its connection's. Failures stay with the
// connection (see connection.h).
class TimelineStore {
 public:
  explicit TimelineStore(Connection& connection);

  // Everyone of the account, removed ones too, by row id: so their entries are read in the order in which they are
  // stored.
  std::vector<Person> people(std::int64_t account_id);
  std::optional<Person> person(std::int64_t account_id, const Uuid& uuid);

  // When those who were removed and came back were away, by row id and in order.
  std::unordered_map<std::int64_t, std::vector<domain::Interval>> absences(std::int64_t account_id);

  // The user's entries that are later than `from` and earlier than `until`, and the last one before them, in order.
  // They come from an index alone.
  std::vector<TimelineEntry> entries(std::int64_t user_id, Instant from, Instant until);

  // Teams that are not removed, in order of uuid.
  std::vector<NumberedTeam> teams(std::int64_t account_id);
  // The row ids of the teams of each user who has any.
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> memberships(std::int64_t account_id);

  // By the names that they have now or had last, in order of id; destroyed ones too.
  std::vector<NumberedCustomStatus> custom_statuses(std::int64_t account_id);
  // The custom status's row id of each name that one had.
  std::unordered_map<std::int64_t, std::int64_t> custom_status_of_revision(std::int64_t account_id);

 private:
  Statement people_;
  Statement person_;
  Statement absences_;
  Statement entries_;
  Statement teams_;
  Statement memberships_;
  Statement custom_statuses_;
  Statement revisions_;
};

}  // namespace onduty::store
