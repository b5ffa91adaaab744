// What is wrong with the parts of a request that every write has.
#pragma once

#include <optional>
#include <string>

#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/origin.h"

namespace onduty::engine {

// U10
void refuse_bad_origin(const Origin& origin, ParamErrors& refused);

// U8; the parameter is named as the caller knows it, which for an API key's is the header.
void refuse_bad_idempotency(const Origin& origin, const std::optional<Idempotency>& idempotency, ParamErrors& refused);

// U9
void refuse_bad_reason(const std::optional<std::string>& reason, ParamErrors& refused);

}  // namespace onduty::engine
