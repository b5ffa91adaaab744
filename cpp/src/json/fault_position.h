// Where a JSON text breaks the rules.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace onduty::json {

struct TextPosition {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // in characters, from 1
};

// About where reading stops; nothing when it cannot be told. Slow: for texts that were refused.
std::optional<TextPosition> find_fault(std::string_view text);

}  // namespace onduty::json
