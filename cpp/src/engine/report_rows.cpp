#include "engine/report_rows.h"

#include <algorithm>
#include <bit>

namespace onduty::engine {
namespace {

constexpr int kDigitBits = 11;           // of a key, that are sorted by at once
constexpr std::size_t kRadixMin = 4096;  // fewer rows are sorted sooner by comparing

// Of values from 0 to `largest`; one at least, as a field without bits is one that is not named.
int bits_for(std::size_t largest) { return std::max(1, static_cast<int>(std::bit_width(largest))); }

std::size_t largest_of(ReportKey key, const RowBounds& bounds) {
  switch (key) {
    case ReportKey::kUser:
      return bounds.users;
    case ReportKey::kTeam:
      return bounds.teams;  // 0 is none
    case ReportKey::kAvailable:
      return 1;
    case ReportKey::kCustomStatus:
      return bounds.custom_statuses;  // 0 is none
  }
  return 0;
}

}  // namespace

ReportRows::ReportRows(const std::vector<ReportKey>& by, const RowBounds& bounds) : buckets_(bounds.buckets) {
  for (auto key = by.rbegin(); key != by.rend(); ++key) {
    const int bits = bits_for(largest_of(*key, bounds));
    field(*key) = {key_bits_, (std::uint64_t{1} << bits) - 1};
    key_bits_ += bits;
  }
}

std::uint64_t ReportRows::key_of(const RowPlace& place) const {
  return field(ReportKey::kUser).in_key(static_cast<std::uint64_t>(place.user)) |
         field(ReportKey::kTeam).in_key(static_cast<std::uint64_t>(place.team + 1)) |
         field(ReportKey::kAvailable).in_key(place.available ? 1 : 0) |
         field(ReportKey::kCustomStatus).in_key(static_cast<std::uint64_t>(place.custom_status + 1));
}

void ReportRows::add(std::size_t bucket, const RowPlace& place, std::int64_t ms, std::int64_t whole_ms) {
  const std::uint64_t key = key_of(place);
  if (field(ReportKey::kUser).is_named()) {
    buckets_[bucket].rows.push_back({key, ms, whole_ms});
    ++size_;
    return;
  }
  const auto [total, is_new] = buckets_[bucket].totals.try_emplace(key, 0);
  total->second += ms;
  size_ += is_new ? 1 : 0;
}

// The share of a total is that of its team, or of everyone.
void ReportRows::take_totals(Bucket& bucket) const {
  std::unordered_map<std::int32_t, std::int64_t> whole_ms_of_team;
  for (const auto& [key, ms] : bucket.totals) whole_ms_of_team[field(ReportKey::kTeam).of_key(key)] += ms;
  for (const auto& [key, ms] : bucket.totals) {
    bucket.rows.push_back({key, ms, whole_ms_of_team[field(ReportKey::kTeam).of_key(key)]});
  }
}

void ReportRows::move_to(TimeInStatus& report, bool has_buckets) {
  reserve(report);
  for (std::size_t index = 0; index < buckets_.size(); ++index) {
    Bucket bucket = std::move(buckets_[index]);
    if (!field(ReportKey::kUser).is_named()) take_totals(bucket);
    sort(bucket.rows);
    for (const Row& row : bucket.rows) append(report, row);
    const std::int32_t place = has_buckets ? static_cast<std::int32_t>(index) : TimeInStatus::kNone;
    report.bucket.insert(report.bucket.end(), bucket.rows.size(), place);
  }
  size_ = 0;
}

void ReportRows::reserve(TimeInStatus& report) const {
  if (field(ReportKey::kUser).is_named()) report.user.reserve(size_);
  if (field(ReportKey::kTeam).is_named()) report.team.reserve(size_);
  if (field(ReportKey::kAvailable).is_named()) report.available.reserve(size_);
  if (field(ReportKey::kCustomStatus).is_named()) report.custom_status.reserve(size_);
  report.bucket.reserve(size_);
  report.duration_ms.reserve(size_);
  report.share.reserve(size_);
}

void ReportRows::append(TimeInStatus& report, const Row& row) const {
  const auto value = [&](ReportKey key) { return field(key).of_key(row.key); };
  if (field(ReportKey::kUser).is_named()) report.user.push_back(value(ReportKey::kUser));
  if (field(ReportKey::kTeam).is_named()) report.team.push_back(value(ReportKey::kTeam) - 1);
  if (field(ReportKey::kAvailable).is_named()) report.available.push_back(value(ReportKey::kAvailable) != 0 ? 1 : 0);
  if (field(ReportKey::kCustomStatus).is_named()) {
    report.custom_status.push_back(value(ReportKey::kCustomStatus) - 1);
  }
  report.duration_ms.push_back(row.ms);
  report.share.push_back(static_cast<double>(row.ms) / static_cast<double>(row.whole_ms));
}

void ReportRows::sort(std::vector<Row>& rows) {
  const auto before = [](const Row& a, const Row& b) { return a.key < b.key; };
  if (std::is_sorted(rows.begin(), rows.end(), before)) return;
  if (rows.size() < kRadixMin) {
    std::sort(rows.begin(), rows.end(), before);
    return;
  }
  // By the last digit of the key, then by the one before it, and so on; each time those that are equal keep their
  // order.
  for (int shift = 0; shift < key_bits_; shift += kDigitBits) {
    const auto digit = [&](const Row& row) { return row.key >> shift & ((1U << kDigitBits) - 1); };
    std::array<std::size_t, (1U << kDigitBits) + 1> begin{};
    for (const Row& row : rows) ++begin[digit(row) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    sorting_.resize(rows.size());
    for (const Row& row : rows) sorting_[begin[digit(row)]++] = row;
    rows.swap(sorting_);
  }
}

}  // namespace onduty::engine
