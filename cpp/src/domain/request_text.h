// Parameters of a request that come as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/status.h"

namespace onduty::domain {

// Reads an If-Match header (RFC 9110, 13.1.1): `*`, or a list of quoted versions. A tag that is weak, malformed or no
// number is not among the versions, so it never matches (U7).
IfVersion parse_if_match(std::string_view header);

// The whole text as a number that is not negative, without sign or leading zeros, as this program writes them.
std::optional<std::int64_t> parse_number(std::string_view text);

// Reads the number of contacts that an answer may hold, 0 to 100 (H3).
std::optional<int> parse_contacts_max(std::string_view text);

// Why the name of an actor cannot be one (U10); nothing when it can.
std::optional<std::string_view> actor_problem(std::string_view actor);

// The same for a reason (U9).
std::optional<std::string_view> reason_problem(std::string_view reason);

}  // namespace onduty::domain
