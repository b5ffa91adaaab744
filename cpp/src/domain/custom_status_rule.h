// What a custom status may be called (C2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace onduty::domain {

inline constexpr std::size_t kCustomStatusNameCharactersMax = 60;

// Each says why the text is refused, for a person; nothing when it is fine. REQUIRES: valid UTF-8.
std::optional<std::string> custom_status_name_problem(std::string_view trimmed_name);
std::optional<std::string> emoji_problem(std::string_view emoji);

}  // namespace onduty::domain
