// How far a history may be ahead of the clock (U11).
#pragma once

#include <optional>
#include <string>

#include "onduty/instant.h"

namespace onduty::domain {

// What to tell when `last`, the last instant of any history, is more than a minute ahead.
std::optional<std::string> clock_problem(Instant last, Instant now);

}  // namespace onduty::domain
