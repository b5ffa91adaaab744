#include "plain_message.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace onduty::bindings {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kNameSizeMax = 40;  // bytes; no field that means anything here has a longer name

// Takes what stands before `end` off the front, and `end` with it.
std::optional<std::string_view> take_until(std::string_view& rest, std::string_view end) {
  const std::size_t size = rest.find(end);
  if (size == std::string_view::npos) return std::nullopt;
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(size + end.size());
  return taken;
}

std::optional<PlainMessage::Method> method_of(std::string_view name) {
  if (name == "GET") return PlainMessage::Method::kGet;
  if (name == "PUT") return PlainMessage::Method::kPut;
  return std::nullopt;
}

bool is_printable(char c) { return c > ' ' && c <= '~'; }

// A field's name in lower case. Only letters and hyphens: the other characters of a token are in no name that is used.
class FieldName {
 public:
  static std::optional<FieldName> read(std::string_view name) {
    if (name.empty() || name.size() > kNameSizeMax) return std::nullopt;
    FieldName lowered;
    for (const char c : name) {
      const bool is_upper = c >= 'A' && c <= 'Z';
      if (!is_upper && c != '-' && (c < 'a' || c > 'z')) return std::nullopt;
      lowered.text_[lowered.size_++] = is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lowered;
  }

  std::string_view text() const { return {text_.data(), size_}; }

 private:
  std::array<char, kNameSizeMax> text_{};
  std::size_t size_ = 0;
};

std::string_view trimmed(std::string_view value) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!value.empty() && is_blank(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
  return value;
}

bool read_field_line(std::string_view line, PlainHead& head) {
  const auto name_as_sent = take_until(line, ":");
  const auto name = name_as_sent ? FieldName::read(*name_as_sent) : std::nullopt;
  const std::string_view value = trimmed(line);
  const bool is_text = std::all_of(value.begin(), value.end(), [](char c) { return is_printable(c) || c == ' '; });
  return name && is_text && head.add(name->text(), value);
}

}  // namespace

std::optional<PlainMessage> PlainMessage::read(std::string_view bytes) {
  PlainMessage message;
  const auto method_name = take_until(bytes, " ");
  const auto method = method_name ? method_of(*method_name) : std::nullopt;
  const auto path = take_until(bytes, " ");
  const auto version = take_until(bytes, kLineEnd);
  if (!method || !path || version != "HTTP/1.1") return std::nullopt;
  message.method = *method;
  message.path = *path;
  for (auto line = take_until(bytes, kLineEnd); line != std::string_view(); line = take_until(bytes, kLineEnd)) {
    if (!line || !read_field_line(*line, message.head)) return std::nullopt;
  }
  if (message.head.secret.empty() || message.head.body_size != bytes.size()) return std::nullopt;
  message.body = bytes;
  return message;
}

}  // namespace onduty::bindings
