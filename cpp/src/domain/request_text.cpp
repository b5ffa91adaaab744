#include "domain/request_text.h"

#include <charconv>

#include "base/text.h"

namespace onduty::domain {
namespace {

constexpr int kContactsMax = 100;
constexpr std::size_t kActorSizeMax = 100;   // characters
constexpr std::size_t kReasonSizeMax = 200;  // characters (U9)

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Takes the next member of a comma-separated list; a comma within quotes does not separate.
std::string_view take_member(std::string_view& rest) {
  bool quoted = false;
  std::size_t end = 0;
  while (end < rest.size() && (quoted || rest[end] != ',')) {
    if (rest[end] == '"') quoted = !quoted;
    ++end;
  }
  const std::string_view member = trim_blanks(rest.substr(0, end));
  rest.remove_prefix(end < rest.size() ? end + 1 : end);
  return member;
}

}  // namespace

IfVersion parse_if_match(std::string_view header) {
  IfVersion condition;
  condition.any = trim_blanks(header) == "*";
  while (!condition.any && !header.empty()) {
    const std::string_view tag = take_member(header);
    if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') continue;
    if (const auto version = parse_number(tag.substr(1, tag.size() - 2))) {
      condition.versions.push_back(*version);
    }
  }
  return condition;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  if (text.empty() || text.front() == '-' || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<int> parse_contacts_max(std::string_view text) {
  const auto count = parse_number(text);
  return count && *count <= kContactsMax ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

std::optional<std::string_view> actor_problem(std::string_view actor) {
  if (!base::is_valid_utf8(actor)) return "is not valid UTF-8";
  if (actor.empty()) return "is empty";
  if (base::count_characters(actor) > kActorSizeMax) return "is longer than 100 characters";
  if (base::has_control_characters(actor)) return "has control characters";
  return std::nullopt;
}

std::optional<std::string_view> reason_problem(std::string_view reason) {
  if (!base::is_valid_utf8(reason)) return "is not valid Unicode text";
  if (base::count_characters(reason) > kReasonSizeMax) return "is longer than 200 characters";
  return std::nullopt;
}

}  // namespace onduty::domain
