#include "domain/status_durations.h"

#include <algorithm>
#include <iterator>

namespace onduty::domain {

std::vector<StateSince> with_absences(std::vector<StateSince> states, const std::vector<Interval>& absences) {
  const auto is_earlier = [](const StateSince& state, Instant at) { return state.at < at; };
  const auto is_later = [](Instant at, const StateSince& state) { return at < state.at; };
  for (const Interval& absence : absences) {
    const auto begin = std::lower_bound(states.begin(), states.end(), absence.from, is_earlier);
    const auto end = std::upper_bound(begin, states.end(), absence.until, is_later);
    ReportedState removed;
    removed.is_removed = true;
    const ReportedState back = end == states.begin() ? ReportedState{} : std::prev(end)->state;
    states.insert(states.erase(begin, end), {{absence.from, removed}, {absence.until, back}});
  }
  return states;
}

const std::vector<StateDuration>& StatusDurations::of(const ReportedState& before,
                                                      const std::vector<StateSince>& states, const Interval& interval) {
  begin_at(interval.from);
  ReportedState state = before;
  Instant from = interval.from;
  for (const StateSince& next : states) {
    if (next.at >= interval.until) break;
    if (next.at > from) {
      add(state, from, next.at);
      from = next.at;
    }
    state = next.state;
  }
  add(state, from, interval.until);
  return durations_;
}

void StatusDurations::begin_at(Instant from) {
  durations_.clear();
  bucket_begin_ = 0;
  const auto behind = std::upper_bound(starts_.begin(), starts_.end(), from);
  bucket_ = behind == starts_.begin() ? 0 : static_cast<std::size_t>(behind - starts_.begin() - 1);
}

void StatusDurations::add(const ReportedState& state, Instant from, Instant until) {
  while (from < until) {
    while (has_next() && starts_[bucket_ + 1] <= from) {
      ++bucket_;
      bucket_begin_ = durations_.size();
    }
    const Instant cut = has_next() ? std::min(until, starts_[bucket_ + 1]) : until;
    add_to_bucket(state, cut.ms - from.ms);
    from = cut;
  }
}

void StatusDurations::add_to_bucket(const ReportedState& state, std::int64_t ms) {
  const auto same = std::find_if(durations_.begin() + static_cast<std::ptrdiff_t>(bucket_begin_), durations_.end(),
                                 [&](const StateDuration& duration) { return duration.state == state; });
  if (same != durations_.end()) {
    same->ms += ms;
  } else {
    durations_.push_back({static_cast<std::int32_t>(bucket_), state, ms});
  }
}

}  // namespace onduty::domain
