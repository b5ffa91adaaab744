// How long somebody was in which state, bucket by bucket (Q3).
#pragma once

#include <cstdint>
#include <vector>

#include "onduty/instant.h"

namespace onduty::domain {

// A state as reports tell them apart. Custom statuses go by numbers of the caller's.
struct ReportedState {
  static constexpr std::int32_t kNoCustomStatus = -1;

  bool available = false;
  std::int32_t custom_status = kNoCustomStatus;
  bool is_removed = false;  // for the time being: the user came back later

  friend bool operator==(const ReportedState&, const ReportedState&) = default;
};

// A state that lasts until the next one.
struct StateSince {
  Instant at;
  ReportedState state;
};

struct StateDuration {
  std::int32_t bucket = 0;
  ReportedState state;
  std::int64_t ms = 0;

  friend bool operator==(const StateDuration&, const StateDuration&) = default;
};

// The half-open interval [from, until); none where it does not begin before it ends.
struct Interval {
  Instant from;
  Instant until;

  bool empty() const { return !(from < until); }
  std::int64_t ms() const { return empty() ? 0 : until.ms - from.ms; }
};

// The states of a user who was removed during `absences`, and came back to what the user was before.
// REQUIRES: both are in order of time.
std::vector<StateSince> with_absences(std::vector<StateSince> states, const std::vector<Interval>& absences);

// Thread rule: one thread at a time.
class StatusDurations {
 public:
  // Each bucket lasts until the next one begins, the last for ever. Without any, all of time is bucket 0.
  // REQUIRES: `bucket_starts` rise.
  explicit StatusDurations(std::vector<Instant> bucket_starts) : starts_(std::move(bucket_starts)) {}

  // How long each state lasted within `interval`, in order of bucket; a state that comes again in a bucket is there
  // once. They add up to the length of the interval. What is given lives until the next call.
  // REQUIRES: `states` are in order of time; the first bucket begins no later than `interval`.
  const std::vector<StateDuration>& of(const ReportedState& before, const std::vector<StateSince>& states,
                                       const Interval& interval);

 private:
  void begin_at(Instant from);
  void add(const ReportedState& state, Instant from, Instant until);
  void add_to_bucket(const ReportedState& state, std::int64_t ms);
  bool has_next() const { return bucket_ + 1 < starts_.size(); }

  const std::vector<Instant> starts_;
  std::vector<StateDuration> durations_;
  std::size_t bucket_ = 0;
  std::size_t bucket_begin_ = 0;  // in durations_
};

}  // namespace onduty::domain
