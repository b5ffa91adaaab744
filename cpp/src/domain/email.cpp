#include "domain/email.h"

#include "base/text.h"

namespace onduty::domain {

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  if (text.find(' ') != std::string_view::npos || base::has_control_characters(text)) return false;
  return base::trim(text).size() == text.size() && base::count_characters(text) <= kEmailCharactersMax;
}

}  // namespace onduty::domain
