#include "domain/custom_status_rule.h"

#include "base/text.h"
#include "domain/text_rule.h"

namespace onduty::domain {
namespace {

// One user-perceived character may be made of any number of code points; real emoji have a dozen at most.
constexpr std::size_t kEmojiCharactersMax = 32;

}  // namespace

std::optional<std::string> custom_status_name_problem(std::string_view trimmed_name) {
  return text_problem(trimmed_name, {.characters_max = kCustomStatusNameCharactersMax});
}

std::optional<std::string> emoji_problem(std::string_view emoji) {
  if (base::count_graphemes(emoji) != 1) return "must be exactly one emoji or character, or null";
  return text_problem(emoji, {.characters_max = kEmojiCharactersMax});
}

}  // namespace onduty::domain
