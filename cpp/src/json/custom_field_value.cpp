#include "json/custom_field_value.h"

#include <string>

namespace onduty::json {
namespace {

std::optional<std::vector<std::string>> read_items(simdjson::dom::array array) {
  std::vector<std::string> items;
  for (const auto element : array) {
    std::string_view text;
    if (element.get(text) != simdjson::SUCCESS) return std::nullopt;
    items.emplace_back(text);
  }
  return items;
}

}  // namespace

std::optional<domain::CustomFieldValue> read_custom_field_value(simdjson::dom::element element) {
  using Kind = domain::CustomFieldValue::Kind;
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) {
    return domain::CustomFieldValue{Kind::kText, std::string(text), {}, simdjson::minify(element)};
  }
  if (element.is_number()) return domain::CustomFieldValue{Kind::kNumber, {}, {}, simdjson::minify(element)};
  simdjson::dom::array array;
  if (element.get(array) == simdjson::SUCCESS) {
    if (auto items = read_items(array)) {
      return domain::CustomFieldValue{Kind::kList, {}, *std::move(items), simdjson::minify(element)};
    }
  }
  return std::nullopt;
}

std::optional<domain::CustomFieldValue> read_custom_field_value(const DocumentValue& value) {
  auto read = read_custom_field_value(value.element());
  if (!read) value.refuse("must be a string, a number or a list of strings");
  return read;
}

bool clears_custom_field(simdjson::dom::element element) {
  std::string_view text;
  return element.is_null() || (element.get(text) == simdjson::SUCCESS && text.empty());
}

}  // namespace onduty::json
