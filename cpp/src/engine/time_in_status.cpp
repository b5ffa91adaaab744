#include "engine/time_in_status.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/status_durations.h"
#include "engine/report_rows.h"
#include "store/timeline_store.h"

namespace onduty::engine {
namespace {

using domain::Interval;
using domain::ReportedState;
using domain::StateDuration;
using domain::StateSince;

constexpr std::size_t kPeopleBetweenQuestions = 128;
constexpr std::int64_t kBucketsMax = 10'000;

bool names(const TimeInStatusQuery& query, ReportKey key) {
  return std::find(query.by.begin(), query.by.end(), key) != query.by.end();
}

// Where everyone stands in the order of uuids, by place in `people`.
std::vector<std::int32_t> ranks_of(const std::vector<store::Person>& people) {
  std::vector<std::size_t> order(people.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return people[a].user.uuid < people[b].user.uuid; });
  std::vector<std::int32_t> ranks(people.size());
  for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<std::int32_t>(i);
  return ranks;
}

class Measurement {
 public:
  Measurement(store::Session& session, std::int64_t account_id, const TimeInStatusQuery& query, Instant now)
      : session_(session),
        timelines_(session.connection()),
        account_id_(account_id),
        query_(query),
        period_{query.start, std::min(query.end, now)},
        durations_(query.bucket_starts) {}

  Result<TimeInStatus> run() {
    ParamErrors refused = query_.refused;
    read_lists(refused);
    check_period(refused);
    if (!refused.empty()) return Error::invalid_params(std::move(refused));
    choose_people();
    ReportRows rows(query_.by, {std::max(query_.bucket_starts.size(), std::size_t{1}), people_.size(),
                                report_.teams.size(), report_.custom_statuses.size()});
    if (auto failed = add_everyone(rows)) return *std::move(failed);
    rows.move_to(report_, !query_.bucket_starts.empty());
    return std::move(report_);
  }

 private:
  void check_period(ParamErrors& refused) const {
    if (query_.end < query_.start) refused.add("end", "is before start");
    if (static_cast<std::int64_t>(query_.bucket_starts.size()) > kBucketsMax) {
      refused.add("bucket", "makes more than " + std::to_string(kBucketsMax) + " buckets of this period");
    }
  }

  // Teams and custom statuses, and who is to be told of.
  void read_lists(ParamErrors& refused) {
    if (names(query_, ReportKey::kTeam) || query_.team) read_teams(refused);
    if (names(query_, ReportKey::kCustomStatus)) read_custom_statuses();
    if (!query_.user) {
      people_ = timelines_.people(account_id_);
    } else if (auto person = timelines_.person(account_id_, *query_.user)) {
      people_.push_back(*std::move(person));
    } else {
      refused.add("user", "is not a user of this account");
    }
  }

  void read_teams(ParamErrors& refused) {
    bool found = !query_.team;
    for (store::NumberedTeam& each : timelines_.teams(account_id_)) {
      if (query_.team && each.team.uuid != *query_.team) continue;
      found = true;
      place_of_team_.emplace(each.id, static_cast<std::int32_t>(report_.teams.size()));
      report_.teams.push_back(std::move(each.team));
    }
    if (!found) refused.add("team", "is not a team of this account");
    teams_of_ = timelines_.memberships(account_id_);
  }

  void read_custom_statuses() {
    std::unordered_map<std::int64_t, std::int32_t> place_of;
    for (store::NumberedCustomStatus& each : timelines_.custom_statuses(account_id_)) {
      place_of.emplace(each.id, static_cast<std::int32_t>(report_.custom_statuses.size()));
      report_.custom_statuses.push_back(std::move(each.custom_status));
    }
    for (const auto& [revision, custom_status] : timelines_.custom_status_of_revision(account_id_)) {
      place_of_revision_.emplace(revision, place_of[custom_status]);
    }
  }

  Interval existence_of(const store::Person& person) const {
    return {std::max(period_.from, person.created_at),
            person.removed_at ? std::min(period_.until, *person.removed_at) : period_.until};
  }

  // Leaves out who did not exist within the period, or is in no team that is asked for.
  void choose_people() {
    const auto is_left_out = [&](const store::Person& person) {
      return existence_of(person).empty() || (query_.team && places_of_teams(person).empty());
    };
    people_.erase(std::remove_if(people_.begin(), people_.end(), is_left_out), people_.end());
    rank_of_ = ranks_of(people_);
    absences_of_ = timelines_.absences(account_id_);
    report_.users.resize(people_.size());
    for (std::size_t i = 0; i < people_.size(); ++i) {
      report_.users[static_cast<std::size_t>(rank_of_[i])] = std::move(people_[i].user);
    }
  }

  std::vector<std::int32_t> places_of_teams(const store::Person& person) const {
    std::vector<std::int32_t> places;
    const auto teams = teams_of_.find(person.id);
    if (teams == teams_of_.end()) return places;
    for (const std::int64_t team : teams->second) {
      if (const auto place = place_of_team_.find(team); place != place_of_team_.end()) places.push_back(place->second);
    }
    return places;
  }

  std::optional<Error> add_everyone(ReportRows& rows) {
    for (std::size_t i = 0; i < people_.size(); ++i) {
      if (i % kPeopleBetweenQuestions == 0 && query_.keep_going && !query_.keep_going()) {
        return Error::with_message(ErrorCode::kClosed, "It was stopped before its end.");
      }
      if (session_.failure()) return session_.failure();
      add_person(rows, i);
      if (static_cast<std::int64_t>(rows.size()) > query_.rows_max) return too_many_rows();
    }
    return std::nullopt;
  }

  Error too_many_rows() const {
    ParamErrors refused;
    refused.add("by", "gives more than " + std::to_string(query_.rows_max) +
                          " rows; ask for a shorter period, longer buckets, or fewer users");
    return Error::invalid_params(std::move(refused));
  }

  void add_person(ReportRows& rows, std::size_t index) {
    const store::Person& person = people_[index];
    const auto absences = absences_of_.find(person.id);
    const auto states =
        absences == absences_of_.end() ? states_of(person) : domain::with_absences(states_of(person), absences->second);
    const auto& durations = durations_.of({}, states, existence_of(person));
    RowPlace place;
    place.user = rank_of_[index];
    if (!names(query_, ReportKey::kTeam)) return add_durations(rows, place, durations);
    const auto teams = places_of_teams(person);
    if (teams.empty()) add_durations(rows, place, durations);
    for (const std::int32_t team : teams) {
      place.team = team;
      add_durations(rows, place, durations);
    }
  }

  static void add_durations(ReportRows& rows, RowPlace place, const std::vector<StateDuration>& durations) {
    for (auto begin = durations.begin(); begin != durations.end();) {
      std::int64_t whole_ms = 0;
      auto end = begin;
      for (; end != durations.end() && end->bucket == begin->bucket; ++end) {
        if (!end->state.is_removed) whole_ms += end->ms;
      }
      for (; begin != end; ++begin) {
        if (begin->state.is_removed) continue;
        place.available = begin->state.available;
        place.custom_status = begin->state.custom_status;
        rows.add(static_cast<std::size_t>(begin->bucket), place, begin->ms, whole_ms);
      }
    }
  }

  // By what the report tells apart: what it does not is the same in all states. Where it tells none apart, nothing
  // needs to be read.
  std::vector<StateSince> states_of(const store::Person& person) {
    const bool by_available = names(query_, ReportKey::kAvailable);
    const bool by_custom_status = names(query_, ReportKey::kCustomStatus);
    std::vector<StateSince> states;
    if (!by_available && !by_custom_status) return states;
    const Interval interval = existence_of(person);
    for (const store::TimelineEntry& entry : timelines_.entries(person.id, interval.from, interval.until)) {
      ReportedState state;
      state.available = by_available && entry.available;
      if (by_custom_status && entry.custom_revision_id) state.custom_status = place_of(*entry.custom_revision_id);
      states.push_back({entry.at, state});
    }
    return states;
  }

  std::int32_t place_of(std::int64_t custom_revision_id) const {
    const auto place = place_of_revision_.find(custom_revision_id);
    return place == place_of_revision_.end() ? TimeInStatus::kNone : place->second;
  }

  store::Session& session_;
  store::TimelineStore timelines_;
  const std::int64_t account_id_;
  const TimeInStatusQuery& query_;
  const Interval period_;
  domain::StatusDurations durations_;

  TimeInStatus report_;
  std::vector<store::Person> people_;
  std::vector<std::int32_t> rank_of_;  // places of people_ in the report's users
  std::unordered_map<std::int64_t, std::vector<Interval>> absences_of_;
  std::unordered_map<std::int64_t, std::int32_t> place_of_team_;
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> teams_of_;
  std::unordered_map<std::int64_t, std::int32_t> place_of_revision_;
};

}  // namespace

Result<TimeInStatus> measure_time_in_status(store::Session& session, std::int64_t account_id,
                                            const TimeInStatusQuery& query, Instant now) {
  session.connection().interrupt_unless(query.keep_going);
  auto report = Measurement(session, account_id, query, now).run();
  session.connection().interrupt_unless({});
  return report;
}

}  // namespace onduty::engine
