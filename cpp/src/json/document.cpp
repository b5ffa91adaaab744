#include "json/document.h"

#include <string>

#include "json/fault_position.h"

namespace onduty::json {
namespace {

constexpr std::size_t kInitialCapacity = 4096;  // bytes; it grows with the documents
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error malformed(const std::string& why) {
  return Error::with_message(ErrorCode::kMalformedJson, "The body is not a JSON object: " + why + ".");
}

// The same, and where in the text.
Error malformed_at(const std::string& why, std::string_view text) {
  const auto position = find_fault(text);
  if (!position) return malformed(why);
  return malformed(why + ", about line " + std::to_string(position->line) + ", column " +
                   std::to_string(position->column));
}

// simdjson has a limit of its own, which does not count containers that are empty; this one does. Text that is not JSON
// may be judged wrongly, and is refused either way.
bool is_nested_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDepthMax) return true;
    } else if (c == '}' || c == ']') {
      if (depth > 0) --depth;
    }
  }
  return false;
}

std::string reason_of(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY:
      return "it is empty";
    case simdjson::UTF8_ERROR:
      return "it is not valid UTF-8";
    case simdjson::NUMBER_ERROR:
      return "a number in it is malformed or out of range";
    case simdjson::STRING_ERROR:
    case simdjson::UNESCAPED_CHARS:
      return "a string in it has a bad escape or a bare control character";
    case simdjson::UNCLOSED_STRING:
      return "a string in it is not closed";
    default:
      return "its syntax is wrong";
  }
}

}  // namespace

DocumentParser::DocumentParser() {
  // One more than is_nested_too_deep() lets through, whichever way simdjson counts.
  allocated_ = parser_.allocate(kInitialCapacity, kDepthMax + 1);
}

Result<simdjson::dom::object> DocumentParser::parse_object(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) return malformed("it begins with a byte order mark");
  if (is_nested_too_deep(text)) return malformed_at("it is nested deeper than " + std::to_string(kDepthMax), text);
  if (allocated_ != simdjson::SUCCESS) return malformed("there is no memory to read it");
  simdjson::dom::element root;
  // Copied into a padded buffer, which bytes from outside are not.
  if (const auto code = parser_.parse(text.data(), text.size(), true).get(root); code != simdjson::SUCCESS) {
    return malformed_at(reason_of(code), text);
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return malformed("its root is something else");
  return object;
}

}  // namespace onduty::json
