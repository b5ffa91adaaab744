#include "domain/contact_cursor.h"

#include "domain/request_text.h"

namespace onduty::domain {

std::optional<ContactCursor> ContactCursor::parse(std::string_view text) {
  constexpr std::size_t kHexSize = 2 * Uuid::kSize;
  if (text.size() < kHexSize) return std::nullopt;
  ContactCursor cursor;
  const std::string_view list = text.substr(0, text.size() - kHexSize);
  if (!list.empty()) {
    cursor.hand_off_list_id = parse_number(list.substr(0, list.size() - 1));
    if (!cursor.hand_off_list_id || list.back() != '-') return std::nullopt;
  }
  const auto after = Uuid::parse(text.substr(list.size()));
  if (!after) return std::nullopt;
  cursor.after = *after;
  return cursor;
}

std::string ContactCursor::text() const {
  return (hand_off_list_id ? std::to_string(*hand_off_list_id) + "-" : "") + after.hex();
}

}  // namespace onduty::domain
