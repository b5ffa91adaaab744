#include "domain/status_durations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

namespace onduty::domain {
namespace {

constexpr ReportedState kAway{};
constexpr ReportedState kAvailable{true, ReportedState::kNoCustomStatus};
constexpr ReportedState kLunch{false, 4};

using Durations = std::vector<StateDuration>;

TEST(StatusDurations, Q3BeforeTheFirstEntryTheStateIsTheOneBefore) {
  StatusDurations durations({});
  EXPECT_EQ(durations.of(kAway, {{Instant{30}, kAvailable}}, {Instant{10}, Instant{100}}),
            (Durations{{0, kAway, 20}, {0, kAvailable, 70}}));
  EXPECT_EQ(durations.of(kLunch, {}, {Instant{10}, Instant{100}}), (Durations{{0, kLunch, 90}}));
}

TEST(StatusDurations, Q3AnEntryAtTheStartCountsAndOneAtTheEndDoesNot) {
  StatusDurations durations({});
  EXPECT_EQ(durations.of(kAway, {{Instant{10}, kAvailable}, {Instant{100}, kLunch}}, {Instant{10}, Instant{100}}),
            (Durations{{0, kAvailable, 90}}));
  EXPECT_EQ(durations.of(kAway, {{Instant{3}, kLunch}, {Instant{5}, kAvailable}}, {Instant{10}, Instant{11}}),
            (Durations{{0, kAvailable, 1}}));
}

TEST(StatusDurations, Q3OfEntriesAtOneInstantTheLastCounts) {
  StatusDurations durations({});
  EXPECT_EQ(durations.of(kAway, {{Instant{20}, kAvailable}, {Instant{20}, kLunch}}, {Instant{10}, Instant{30}}),
            (Durations{{0, kAway, 10}, {0, kLunch, 10}}));
}

TEST(StatusDurations, Q3StatesAreCutWhereBucketsBegin) {
  StatusDurations durations({Instant{0}, Instant{50}, Instant{60}, Instant{100}});
  EXPECT_EQ(durations.of(kAway, {{Instant{55}, kAvailable}, {Instant{60}, kAway}}, {Instant{10}, Instant{70}}),
            (Durations{{0, kAway, 40}, {1, kAway, 5}, {1, kAvailable, 5}, {2, kAway, 10}}));
}

TEST(StatusDurations, Q3AStateThatComesAgainInABucketIsThereOnce) {
  StatusDurations durations({Instant{0}, Instant{40}});
  EXPECT_EQ(durations.of(kAway, {{Instant{10}, kAvailable}, {Instant{20}, kAway}}, {Instant{0}, Instant{50}}),
            (Durations{{0, kAway, 30}, {0, kAvailable, 10}, {1, kAway, 10}}));
}

TEST(StatusDurations, OfAnEmptyIntervalThereAreNone) {
  StatusDurations durations({Instant{0}});
  EXPECT_EQ(durations.of(kAway, {{Instant{10}, kAvailable}}, {Instant{10}, Instant{10}}), Durations());
  EXPECT_EQ(durations.of(kAway, {{Instant{10}, kAvailable}}, {Instant{20}, Instant{10}}), Durations());
  EXPECT_EQ((Interval{Instant{20}, Instant{10}}.ms()), 0);
}

// Millisecond by millisecond.
using Sums = std::map<std::tuple<std::int32_t, bool, std::int32_t>, std::int64_t>;

Sums naive(const std::vector<StateSince>& states, const std::vector<Instant>& starts, const Interval& interval) {
  Sums sums;
  for (std::int64_t ms = interval.from.ms; ms < interval.until.ms; ++ms) {
    ReportedState state = kAway;
    for (const StateSince& next : states) state = next.at.ms <= ms ? next.state : state;
    std::int32_t bucket = 0;
    for (std::size_t i = 0; i < starts.size(); ++i) bucket = starts[i].ms <= ms ? static_cast<std::int32_t>(i) : bucket;
    sums[{bucket, state.available, state.custom_status}] += 1;
  }
  return sums;
}

std::vector<Instant> rising(std::mt19937& random, std::size_t count_max) {
  std::vector<Instant> instants(random() % (count_max + 1));
  for (Instant& instant : instants) instant.ms = static_cast<std::int64_t>(random() % 60);
  std::sort(instants.begin(), instants.end());
  return instants;
}

TEST(StatusDurations, Q3AgreesWithCountingEachMillisecond) {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases each time
  for (int round = 0; round < 2000; ++round) {
    std::vector<StateSince> states;
    for (const Instant at : rising(random, 8)) {
      states.push_back({at, {random() % 2 == 0, static_cast<std::int32_t>(random() % 3) - 1}});
    }
    auto starts = rising(random, 6);
    starts.insert(starts.begin(), Instant{-1});
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    const Interval interval{Instant{static_cast<std::int64_t>(random() % 60)},
                            Instant{static_cast<std::int64_t>(random() % 70)}};
    StatusDurations durations(starts);
    Sums sums;
    std::int64_t total = 0;
    for (const StateDuration& each : durations.of(kAway, states, interval)) {
      EXPECT_TRUE(
          sums.emplace(std::tuple(each.bucket, each.state.available, each.state.custom_status), each.ms).second);
      total += each.ms;
    }
    ASSERT_EQ(sums, naive(states, starts, interval));
    ASSERT_EQ(total, interval.ms());
  }
}

ReportedState removed() {
  ReportedState state;
  state.is_removed = true;
  return state;
}

TEST(WithAbsences, Q3WhoComesBackIsWhatTheUserWasBefore) {
  const std::vector<StateSince> states =
      with_absences({{Instant{10}, kAvailable}, {Instant{70}, kLunch}}, {{Instant{20}, Instant{30}}});
  StatusDurations durations({});
  EXPECT_EQ(durations.of(kAway, states, {Instant{0}, Instant{100}}),
            (Durations{{0, kAway, 10}, {0, kAvailable, 50}, {0, removed(), 10}, {0, kLunch, 30}}));
}

TEST(WithAbsences, Q3OneBeforeAnyEntryEndsInTheFirstState) {
  StatusDurations durations({});
  EXPECT_EQ(durations.of(kAway, with_absences({}, {{Instant{20}, Instant{30}}}), {Instant{0}, Instant{50}}),
            (Durations{{0, kAway, 40}, {0, removed(), 10}}));
}

TEST(WithAbsences, Q3EveryMillisecondOfThemIsTakenFromTheRest) {
  std::mt19937 random(11);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases each time
  for (int round = 0; round < 500; ++round) {
    std::vector<StateSince> states;
    for (const Instant at : rising(random, 8)) states.push_back({at, {random() % 2 == 0}});
    std::vector<Instant> bounds = rising(random, 6);
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    std::vector<Interval> absences;
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) absences.push_back({bounds[i], bounds[i + 1]});
    const auto mixed = with_absences(states, absences);
    for (std::int64_t ms = 0; ms < 60; ++ms) {
      StatusDurations durations({});
      const Interval moment{Instant{ms}, Instant{ms + 1}};
      const bool is_absent = std::any_of(absences.begin(), absences.end(), [&](const Interval& absence) {
        return absence.from <= moment.from && moment.from < absence.until;
      });
      const StateDuration alone = durations.of(kAway, states, moment).front();
      ASSERT_EQ(durations.of(kAway, mixed, moment).front().state, is_absent ? removed() : alone.state);
    }
  }
}

}  // namespace
}  // namespace onduty::domain
