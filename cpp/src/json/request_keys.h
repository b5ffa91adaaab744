// The keys of a request's body: each is visited, none may be unknown or come twice (U4).
#pragma once

#include <simdjson.h>

#include <functional>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "onduty/error.h"
#include "onduty/json_api.h"
#include "onduty/result.h"
#include "onduty/uuid.h"

namespace onduty::json {

// Tells keys that came before, in whichever spelling. The names must outlive it.
class KeysSeen {
 public:
  bool is_new(std::string_view name) { return seen_.insert(name).second; }

 private:
  std::unordered_set<std::string_view> seen_;
};

// Calls `read(name, value)` with each key of the object in `body`; it gives false for a key it does not know. Unknown
// and repeated keys are added to `refused`. Errors: kMalformedJson, kBodyTooLarge.
Result<void> read_keys(std::string_view body, ParamErrors& refused,
                       const std::function<bool(std::string_view, simdjson::dom::element)>& read);

// The uuid in a string; the reason against it goes to `refused`, `otherwise` where it is no string.
std::optional<Uuid> read_uuid(std::string_view key, simdjson::dom::element value, std::string_view otherwise,
                              ParamErrors& refused);

}  // namespace onduty::json
