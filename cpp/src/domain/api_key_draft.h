// The rules of a new API key.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "onduty/api_key.h"
#include "onduty/error.h"

namespace onduty::domain {

// The sum of the draft's scopes (kScopeRead and so on). What is wrong with its name or scopes is added to `refused`;
// then the sum must not be used. Whether the name is free and the user there is for the caller to see.
std::int64_t check_draft(const ApiKeyDraft& draft, ParamErrors& refused);

std::vector<std::string> scope_names(std::int64_t scopes);

}  // namespace onduty::domain
