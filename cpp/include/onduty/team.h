// Teams, as the directory has them (C4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/page.h"
#include "onduty/uuid.h"

namespace onduty {

struct Team {
  Uuid uuid;
  std::string name;
  Instant created_at;
  bool is_default = false;
  std::int64_t members = 0;  // how many

  friend bool operator==(const Team&, const Team&) = default;
};

// Which members of a team are asked for.
struct MemberQuery {
  std::optional<bool> available;
  ListPart part;
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest.
};

}  // namespace onduty
