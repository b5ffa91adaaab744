// Updates of a bulk, for tests.
#pragma once

#include <optional>
#include <string>

#include "onduty/bulk.h"

namespace onduty::testing {

inline BulkUpdate update_of(const std::optional<Uuid>& user, std::optional<bool> available) {
  BulkUpdate update;
  update.user = user;
  update.available = available;
  return update;
}

inline BulkOptions atomic_options(bool atomic = true) {
  BulkOptions options;
  options.atomic = atomic;
  return options;
}

inline BulkOptions actor_options(const std::string& actor) {
  BulkOptions options;
  options.actor = actor;
  return options;
}

// "changed unchanged refused:user_not_found …"
inline std::string outcomes_of(const BulkReport& report) {
  std::string text;
  for (const BulkResult& result : report.results) {
    if (!text.empty()) text += ' ';
    text += outcome_name(result.outcome);
    if (result.error) text += ":" + std::string(error_name(result.error->code));
  }
  return text;
}

}  // namespace onduty::testing
