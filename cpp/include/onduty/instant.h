// A point in time, to the millisecond.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onduty {

// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. A value; copy it freely.
struct Instant {
  std::int64_t ms = 0;

  static constexpr std::int64_t kMsMax = 253'402'300'799'999;  // the end of the year 9999

  // Reads RFC 3339 with an offset or `Z`, from 1970 to the end of 9999; digits beyond the millisecond are cut off.
  static std::optional<Instant> parse(std::string_view text);
  // Why parse() does not read the text. Lives as long as the program.
  static const char* problem_of(std::string_view text);
  // The same for an instant that is so many milliseconds from 1970; null for one from then to 9999.
  static const char* problem_of(std::int64_t ms);

  std::string with_offset() const;   // 2024-11-22T20:29:43.311+00:00
  std::string to_seconds() const;    // 2024-11-22T20:29:43Z
  std::string to_catalogue() const;  // 2024-11-22 20:29:43 +0000

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

}  // namespace onduty
