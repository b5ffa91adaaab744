// The ids of change sets, as callers see them: numbers without a meaning (Q5).
//
// What one request changed is a set. Where that is the status of one user, the entry in the history is all there is of
// the set, and no row of its own is written for it; both kinds share one row of numbers.
#pragma once

#include <cstdint>
#include <optional>

namespace onduty::domain {

constexpr std::int64_t change_set_of_row(std::int64_t row_id) { return row_id * 2; }

constexpr std::int64_t change_set_of_entry(std::int64_t seq) { return seq * 2 + 1; }

// What a change set's id stands for: a row, or an entry.
constexpr bool is_of_entry(std::int64_t change_set) { return change_set % 2 != 0; }

constexpr std::int64_t row_or_entry_of(std::int64_t change_set) { return change_set / 2; }

// The set that an entry belongs to.
constexpr std::int64_t change_set_of(std::int64_t seq, const std::optional<std::int64_t>& row_id) {
  return row_id ? change_set_of_row(*row_id) : change_set_of_entry(seq);
}

}  // namespace onduty::domain
