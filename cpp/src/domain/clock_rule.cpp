#include "domain/clock_rule.h"

#include <cstdint>

namespace onduty::domain {
namespace {

constexpr std::int64_t kAheadMaxMs = 60'000;

}  // namespace

std::optional<std::string> clock_problem(Instant last, Instant now) {
  if (last.ms <= now.ms + kAheadMaxMs) return std::nullopt;
  return "The history is ahead of this machine's clock by " + std::to_string((last.ms - now.ms) / 1000) +
         " s (its last entry is of " + last.with_offset() + ").";
}

}  // namespace onduty::domain
