// The instant of something's creation, when a document tells it again.
#pragma once

#include <optional>

#include "onduty/instant.h"

namespace onduty::domain {

// The creation to keep: what the document gives, or what is stored where that is the same second. The API gives
// creations in whole seconds, and its own answer brought back must change nothing (I1).
Instant creation_after(Instant stored, const std::optional<Instant>& given);

}  // namespace onduty::domain
