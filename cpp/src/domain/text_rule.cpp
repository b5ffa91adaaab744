#include "domain/text_rule.h"

#include <algorithm>

#include "base/text.h"

namespace onduty::domain {
namespace {

bool is_printable_ascii(char character) { return character >= ' ' && character <= '~'; }

bool is_layout(char character) { return character == '\n' || character == '\r' || character == '\t'; }

// What an import sees millions of times needs no look at Unicode's tables.
bool is_plain(std::string_view text) { return std::all_of(text.begin(), text.end(), is_printable_ascii); }

bool is_blank(std::string_view text, bool plain) {
  return plain ? text.find_first_not_of(' ') == std::string_view::npos : base::trim(text).empty();
}

std::string without_layout(std::string_view text) {
  std::string rest(text);
  rest.erase(std::remove_if(rest.begin(), rest.end(), is_layout), rest.end());
  return rest;
}

bool has_refused_controls(std::string_view text, const TextRule& rule) {
  return base::has_control_characters(text) && (!rule.many_lines || base::has_control_characters(without_layout(text)));
}

}  // namespace

std::optional<std::string> text_problem(std::string_view text, const TextRule& rule) {
  const bool plain = is_plain(text);
  if (rule.required && is_blank(text, plain)) return "must not be empty";
  if ((plain ? text.size() : base::count_characters(text)) > rule.characters_max) {
    return "must have at most " + std::to_string(rule.characters_max) + " characters";
  }
  if (!plain && has_refused_controls(text, rule)) return "must not have control characters";
  return std::nullopt;
}

}  // namespace onduty::domain
