// The account's catalogue of custom statuses (C1 to C3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/instant.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"

namespace onduty {

// A custom status as its catalogue has it. A value: it does not follow later changes.
struct CustomStatusDetails {
  Uuid id;
  std::string name;
  std::optional<std::string> emoji;
  Instant created_at;
  Instant updated_at;  // when its name or emoji last changed

  friend bool operator==(const CustomStatusDetails&, const CustomStatusDetails&) = default;
};

// What a custom status is to look like. What is absent is left alone; a new one without emoji has none.
struct CustomStatusDraft {
  std::optional<std::string> name;                  // 1 to 60 characters, unique in the account but for case (C2)
  std::optional<std::optional<std::string>> emoji;  // one user-perceived character, or none
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest (U4).
};

// One request to change the catalogue.
struct CustomStatusRequest {
  enum class Kind : std::uint8_t { kCreate, kUpdate, kDestroy };

  Kind kind = Kind::kCreate;
  Uuid id;                  // of kUpdate and kDestroy
  CustomStatusDraft draft;  // of kCreate and kUpdate; its refusals are of all
  Origin origin;
  std::optional<Idempotency> idempotency;  // for requests of the HTTP API (U8)
};

}  // namespace onduty
