#include "domain/creation.h"

namespace onduty::domain {

Instant creation_after(Instant stored, const std::optional<Instant>& given) {
  constexpr std::int64_t kSecondMs = 1'000;
  if (!given) return stored;
  const bool is_stored_second = given->ms == stored.ms - stored.ms % kSecondMs;
  return is_stored_second ? stored : *given;
}

}  // namespace onduty::domain
