#include "base/text.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace onduty::base {
namespace {

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

// Calls `visit` with each code point; false when the text is not UTF-8.
template <class Visit>
bool each_code_point(std::string_view text, Visit visit) {
  const std::uint8_t* next = bytes_of(text);
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(next, left, &code_point);
    if (used <= 0) return false;
    visit(code_point);
    next += used;
    left -= used;
  }
  return true;
}

bool is_visible_ascii(char character) { return character > ' ' && character <= '~'; }

bool is_space(utf8proc_int32_t code_point) {
  if (code_point == ' ' || (code_point >= '\t' && code_point <= '\r') || code_point == 0x85) return true;
  const utf8proc_category_t category = utf8proc_category(code_point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  return each_code_point(text, [](utf8proc_int32_t) {});
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  each_code_point(text, [&](utf8proc_int32_t) { ++count; });
  return count;
}

std::size_t count_graphemes(std::string_view text) {
  std::size_t count = 0;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t previous = -1;
  each_code_point(text, [&](utf8proc_int32_t code_point) {
    if (previous < 0 || utf8proc_grapheme_break_stateful(previous, code_point, &state)) ++count;
    previous = code_point;
  });
  return count;
}

bool has_control_characters(std::string_view text) {
  bool found = false;
  each_code_point(text, [&](utf8proc_int32_t code_point) {
    found = found || utf8proc_category(code_point) == UTF8PROC_CATEGORY_CC;
  });
  return found;
}

std::string trim(std::string_view text) {
  if (!text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back())) return std::string(text);
  std::size_t position = 0;
  std::size_t begin = text.size();
  std::size_t end = 0;
  each_code_point(text, [&](utf8proc_int32_t code_point) {
    std::uint8_t encoded[4];
    const auto size = static_cast<std::size_t>(utf8proc_encode_char(code_point, encoded));
    if (!is_space(code_point)) {
      if (begin == text.size()) begin = position;
      end = position + size;
    }
    position += size;
  });
  return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

std::string fold(std::string_view text) {
  std::uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const utf8proc_ssize_t size =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return std::string(text);  // only for what is no UTF-8, or without memory
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

}  // namespace onduty::base
