// How things stood at an instant of the past (Q2).
#pragma once

#include <optional>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/page.h"
#include "onduty/status.h"
#include "onduty/user.h"
#include "onduty/uuid.h"

namespace onduty {

// One user then. The custom status has the name that it had then; the user the name and e-mail of now.
struct PastStatus {
  User user;
  RecordedStatus status;
  Instant since;  // of the last change before, or of the user's creation

  friend bool operator==(const PastStatus&, const PastStatus&) = default;
};

struct AsOfQuery {
  std::optional<Instant> at;  // now, when absent or ahead
  std::optional<Uuid> team;   // whoever is a member of it now
  ListPart part;              // without `after`
  ParamErrors refused;        // What the reader of the request already had to refuse; it is told with the rest.
};

// Everybody who existed at the instant, in order of creation, those who were removed since too.
struct AsOf {
  Instant at;
  Page<PastStatus> users;
};

}  // namespace onduty
