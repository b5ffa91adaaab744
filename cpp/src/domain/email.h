// E-mail addresses.
#pragma once

#include <cstddef>
#include <string_view>

namespace onduty::domain {

inline constexpr std::size_t kEmailCharactersMax = 254;

// Something, an @, something; no white space or control characters; at most kEmailCharactersMax characters. Which of
// these are real is for mail servers to say. REQUIRES: valid UTF-8.
bool is_email(std::string_view text);

}  // namespace onduty::domain
