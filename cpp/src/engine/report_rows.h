// The rows of a report, gathered in any order and given in the one that it promises (Q3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "onduty/time_in_status.h"

namespace onduty::engine {

// What a row tells of: places in the lists of the report.
struct RowPlace {
  std::int32_t user = 0;
  std::int32_t team = TimeInStatus::kNone;
  bool available = false;
  std::int32_t custom_status = TimeInStatus::kNone;
};

// How many there are of each, so that a row's place fits into one number, by which rows are ordered.
struct RowBounds {
  std::size_t buckets = 1;
  std::size_t users = 0;
  std::size_t teams = 0;
  std::size_t custom_statuses = 0;
};

// Thread rule: one thread at a time.
class ReportRows {
 public:
  ReportRows(const std::vector<ReportKey>& by, const RowBounds& bounds);

  // Adds time to the row of this place, of which only what `by` names is looked at. `whole_ms` is the time of the
  // place's user in this bucket, of all states. REQUIRES: where `by` names users, a place comes only once in a bucket.
  void add(std::size_t bucket, const RowPlace& place, std::int64_t ms, std::int64_t whole_ms);

  std::size_t size() const { return size_; }

  // Fills the columns of the report. The rows are gone then.
  void move_to(TimeInStatus& report, bool has_buckets);

 private:
  struct Row {
    std::uint64_t key;
    std::int64_t ms;
    std::int64_t whole_ms;
  };
  // A part of a key; of what `by` does not name it has no bits.
  struct Field {
    int shift = 0;
    std::uint64_t mask = 0;

    std::uint64_t in_key(std::uint64_t value) const { return (value & mask) << shift; }
    std::int32_t of_key(std::uint64_t key) const { return static_cast<std::int32_t>(key >> shift & mask); }
    bool is_named() const { return mask != 0; }
  };
  struct Bucket {
    std::vector<Row> rows;                                   // where `by` names users
    std::unordered_map<std::uint64_t, std::int64_t> totals;  // otherwise
  };

  Field& field(ReportKey key) { return fields_[static_cast<std::size_t>(key)]; }
  const Field& field(ReportKey key) const { return fields_[static_cast<std::size_t>(key)]; }
  std::uint64_t key_of(const RowPlace& place) const;
  void take_totals(Bucket& bucket) const;
  void reserve(TimeInStatus& report) const;
  void append(TimeInStatus& report, const Row& row) const;
  void sort(std::vector<Row>& rows);

  std::array<Field, 4> fields_;
  int key_bits_ = 0;
  std::vector<Bucket> buckets_;
  std::vector<Row> sorting_;
  std::size_t size_ = 0;
};

}  // namespace onduty::engine
