#include "domain/list_text.h"

#include "domain/request_text.h"
#include "onduty/page.h"

namespace onduty::domain {
namespace {

std::optional<bool> one_of(std::string_view text, std::string_view yes, std::string_view no) {
  if (text == yes) return true;
  return text == no ? std::optional(false) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_page(std::string_view text) {
  const auto page = parse_number(text);
  return page && *page >= 1 && *page <= kPageMax ? page : std::nullopt;
}

std::optional<bool> parse_boolean(std::string_view text) { return one_of(text, "true", "false"); }

std::optional<bool> parse_availability(std::string_view text) { return one_of(text, "available", "away"); }

}  // namespace onduty::domain
