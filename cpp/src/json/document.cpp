#include "json/document.h"

#include <string>

namespace onduty::json {
namespace {

constexpr std::size_t kInitialCapacity = 4096;  // bytes; it grows with the documents
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error malformed(const std::string& why) {
  return Error::with_message(ErrorCode::kMalformedJson, "The body is not a JSON object: " + why + ".");
}

std::string reason_of(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY:
      return "it is empty";
    case simdjson::DEPTH_ERROR:
      return "it is nested deeper than " + std::to_string(kDepthMax);
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
  // simdjson counts the root as a level, and refuses when the count reaches its limit. Running out of memory here is
  // told by the first parse.
  static_cast<void>(parser_.allocate(kInitialCapacity, kDepthMax + 1));
}

Result<simdjson::dom::object> DocumentParser::parse_object(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) return malformed("it begins with a byte order mark");
  simdjson::dom::element root;
  // Copied into a padded buffer, which bytes from outside are not.
  if (const auto code = parser_.parse(text.data(), text.size(), true).get(root); code != simdjson::SUCCESS) {
    return malformed(reason_of(code));
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return malformed("its root is something else");
  return object;
}

}  // namespace onduty::json
