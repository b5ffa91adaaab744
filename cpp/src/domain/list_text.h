// The query parameters of lists, which come as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace onduty::domain {

// The number of a page, 1 to 1,000,000 (C7).
std::optional<std::int64_t> parse_page(std::string_view text);

// `true` or `false`.
std::optional<bool> parse_boolean(std::string_view text);

// `available` or `away`, as true and false (C4).
std::optional<bool> parse_availability(std::string_view text);

}  // namespace onduty::domain
