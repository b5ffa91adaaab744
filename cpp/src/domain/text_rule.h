// What a piece of text may look like.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace onduty::domain {

struct TextRule {
  std::size_t characters_max = 0;
  bool required = true;     // something else than white space must be there
  bool many_lines = false;  // line ends and tabs may be there; other control characters never
};

// Why the text breaks the rule, for a person; nothing when it keeps it. REQUIRES: valid UTF-8.
std::optional<std::string> text_problem(std::string_view text, const TextRule& rule);

}  // namespace onduty::domain
