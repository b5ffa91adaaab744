#include "json/fault_position.h"

#include <simdjson.h>

#include <algorithm>

#include "base/text.h"
#include "json/document.h"

namespace onduty::json {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

error_code visit(ondemand::value value, std::size_t depth);

error_code visit_array(ondemand::value value, std::size_t depth) {
  ondemand::array array;
  if (const error_code code = value.get(array)) return code;
  for (auto item : array) {
    ondemand::value found;
    if (const error_code code = item.get(found)) return code;
    if (const error_code code = visit(found, depth)) return code;
  }
  return simdjson::SUCCESS;
}

error_code visit_object(ondemand::value value, std::size_t depth) {
  ondemand::object object;
  if (const error_code code = value.get(object)) return code;
  for (auto field : object) {
    std::string_view key;
    if (const error_code code = field.unescaped_key().get(key)) return code;
    ondemand::value found;
    if (const error_code code = field.value().get(found)) return code;
    if (const error_code code = visit(found, depth)) return code;
  }
  return simdjson::SUCCESS;
}

error_code visit(ondemand::value value, std::size_t depth) {
  if (depth > kDepthMax) return simdjson::DEPTH_ERROR;
  ondemand::json_type type{};
  if (const error_code code = value.type().get(type)) return code;
  switch (type) {
    case ondemand::json_type::array:
      return visit_array(value, depth + 1);
    case ondemand::json_type::object:
      return visit_object(value, depth + 1);
    case ondemand::json_type::string:
      return value.get_string().error();
    case ondemand::json_type::number:
      return value.get_number().error();
    case ondemand::json_type::boolean:
      return value.get_bool().error();
    case ondemand::json_type::null:
      break;
  }
  bool is_null = false;
  if (const error_code code = value.is_null().get(is_null)) return code;
  return is_null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
}

TextPosition position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_end = before.rfind('\n');
  const std::string_view line = line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          base::count_characters(line) + 1};
}

// The first bytes that are not UTF-8. A line end is never a part of another character.
std::optional<TextPosition> find_bad_utf8(std::string_view text) {
  std::size_t line = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view whole_line = text.substr(0, end);
    if (!base::is_valid_utf8(whole_line)) return TextPosition{line, base::count_characters(whole_line) + 1};
    text.remove_prefix(end);
    ++line;
  }
  return std::nullopt;
}

// The quote that opens a string without end.
std::optional<TextPosition> find_open_string(std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t opening = kNone;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (opening != kNone && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      opening = opening == kNone ? i : kNone;
    }
  }
  return opening == kNone ? std::nullopt : std::optional(position_of(text, opening));
}

// What follows the first whole object or array, or the end of one that is never closed. REQUIRES: no string is open.
std::optional<TextPosition> find_uneven_end(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  bool is_whole = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      i += c == '\\' ? 1 : 0;
      in_string = c != '"';
    } else if (is_whole && std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      return position_of(text, i);
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      is_whole = --depth == 0;
    }
  }
  return depth > 0 ? std::optional(position_of(text, text.size())) : std::nullopt;
}

// What can be told of a text that simdjson does not begin to read.
std::optional<TextPosition> find_open_end(std::string_view text) {
  const auto opening = find_open_string(text);
  return opening ? opening : find_uneven_end(text);
}

}  // namespace

std::optional<TextPosition> find_fault(std::string_view text) {
  if (const auto position = find_bad_utf8(text)) return position;
  const simdjson::padded_string padded(text);
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS) return find_open_end(text);
  ondemand::value root;
  if (document.get_value().get(root) != simdjson::SUCCESS) return find_open_end(text);
  const bool is_whole = visit(root, 0) == simdjson::SUCCESS;
  const char* location = nullptr;
  if (document.current_location().get(location) == simdjson::SUCCESS) {
    return position_of(text, std::min(static_cast<std::size_t>(location - padded.data()), text.size()));
  }
  return is_whole ? std::nullopt : std::optional(position_of(text, text.size()));
}

}  // namespace onduty::json
