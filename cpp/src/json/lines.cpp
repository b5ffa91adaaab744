#include "json/lines.h"

#include <utility>

#include "json/request_keys.h"

namespace onduty::json {
namespace {

// Whose message is of a body, and tells a place within it.
std::string problem_of_line(const Error& error) {
  constexpr std::string_view kBody = "The body ";
  constexpr std::string_view kLine = "about line 1, ";
  std::string text = error.message;
  if (text.rfind(kBody, 0) == 0) text.erase(0, kBody.size());
  const auto place = text.find(kLine);
  if (place != std::string::npos) text.replace(place, kLine.size(), "about ");
  return text;
}

}  // namespace

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

Result<simdjson::dom::object> parse_line(DocumentParser& parser, std::string_view line) {
  if (line.size() > kBodySizeMax) return Error::with_message(ErrorCode::kBodyTooLarge, "is longer than 64 KiB");
  auto object = parser.parse_object(line);
  if (!object.ok()) return Error::with_message(object.error().code, problem_of_line(object.error()));
  return object;
}

}  // namespace onduty::json
