// Where a list of contacts goes on (H3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/uuid.h"

namespace onduty::domain {

// As text: the uuid's 32 digits, after a hand-off's list id and a dash where it walks one.
struct ContactCursor {
  std::optional<std::int64_t> hand_off_list_id;  // none: the contacts assigned to the user
  Uuid after;

  static std::optional<ContactCursor> parse(std::string_view text);
  std::string text() const;

  friend bool operator==(const ContactCursor&, const ContactCursor&) = default;
};

}  // namespace onduty::domain
