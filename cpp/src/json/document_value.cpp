#include "json/document_value.h"

#include <algorithm>

#include "base/text.h"
#include "domain/duplicates.h"
#include "domain/email.h"

namespace onduty::json {
namespace {

// Where the offset stands in 2024-11-22 20:29:43 +0000, which has no colon in it.
constexpr std::size_t kCatalogueDateSize = 25;
constexpr std::size_t kCatalogueOffset = 20;

bool is_catalogue_date(std::string_view text) {
  return text.size() == kCatalogueDateSize && text[kCatalogueOffset - 1] == ' ';
}

std::optional<Instant> parse_catalogue_date(std::string_view text) {
  std::string rewritten(text.substr(0, kCatalogueOffset - 1));
  rewritten += text.substr(kCatalogueOffset, 3);
  rewritten += ':';
  rewritten += text.substr(kCatalogueOffset + 3);
  return Instant::parse(rewritten);
}

std::optional<Instant> parse_instant(std::string_view text) {
  return is_catalogue_date(text) ? parse_catalogue_date(text) : Instant::parse(text);
}

// Whether it would be an instant two thousand years later, when the calendar is the same.
bool lies_before_1970(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return false;
  std::string later(text);
  later[0] = static_cast<char>(later[0] + 2);
  return parse_instant(later).has_value();
}

bool is_web_address(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text.substr(0, scheme.size()) == scheme) {
      return text.size() > scheme.size() && text[scheme.size()] != '/' && text.find(' ') == std::string_view::npos;
    }
  }
  return false;
}

}  // namespace

void DocumentValue::refuse_type(std::string_view expected) const {
  refuse("must be " + std::string(expected) + (may_be_null_ ? " or null" : ""));
}

std::optional<bool> DocumentValue::boolean() const {
  bool value = false;
  if (element_.get(value) == simdjson::SUCCESS) return value;
  refuse_type("true or false");
  return std::nullopt;
}

std::optional<std::string_view> DocumentValue::text() const {
  std::string_view value;
  if (element_.get(value) == simdjson::SUCCESS) return value;
  refuse_type("a string");
  return std::nullopt;
}

std::optional<std::string> DocumentValue::text(const domain::TextRule& rule) const {
  const auto value = text();
  if (!value) return std::nullopt;
  if (const auto problem = domain::text_problem(*value, rule)) {
    refuse(*problem);
    return std::nullopt;
  }
  return std::string(*value);
}

std::optional<std::string> DocumentValue::name(const domain::TextRule& rule) const {
  const auto value = text();
  if (!value) return std::nullopt;
  std::string trimmed = base::trim(*value);
  if (const auto problem = domain::text_problem(trimmed, rule)) {
    refuse(*problem);
    return std::nullopt;
  }
  return trimmed;
}

std::optional<std::string> DocumentValue::url() const {
  auto value = text(domain::kUrlRule);
  if (!value || is_web_address(*value)) return value;
  refuse_type("an address that begins with https:// or http://");
  return std::nullopt;
}

std::optional<std::string> DocumentValue::email() const {
  const auto value = text();
  if (!value) return std::nullopt;
  if (domain::is_email(*value)) return std::string(*value);
  refuse_type("an e-mail address");
  return std::nullopt;
}

std::optional<Uuid> DocumentValue::uuid() const {
  std::string_view value;
  if (element_.get(value) != simdjson::SUCCESS) {
    refuse_type("a uuid");
    return std::nullopt;
  }
  const auto uuid = Uuid::parse(value);
  if (uuid && *uuid != Uuid()) return uuid;
  refuse(uuid ? "is the nil uuid, which names nothing" : "is not a uuid");
  return std::nullopt;
}

std::optional<Instant> DocumentValue::instant() const {
  const auto value = text();
  if (!value) return std::nullopt;
  const auto instant = parse_instant(*value);
  if (!instant && lies_before_1970(*value)) {
    refuse("lies before 1970; instants of 1970 to 9999 can be kept");
  } else if (!instant) {
    refuse_type("an instant such as 2024-11-22T20:29:43Z");
  }
  return instant;
}

std::optional<DocumentObject> DocumentValue::object() const {
  simdjson::dom::object value;
  if (element_.get(value) == simdjson::SUCCESS) return DocumentObject(value, place_, *problems_);
  refuse_type("an object");
  return std::nullopt;
}

std::optional<std::vector<DocumentValue>> DocumentValue::list() const {
  simdjson::dom::array array;
  if (element_.get(array) != simdjson::SUCCESS) {
    refuse_type("a list");
    return std::nullopt;
  }
  std::vector<DocumentValue> values;
  for (const auto element : array) values.emplace_back(element, place_.item(values.size()), *problems_);
  return values;
}

std::optional<std::vector<std::string>> DocumentValue::texts(const domain::TextRule& rule) const {
  return list_of(&DocumentValue::text, rule);
}

std::optional<std::vector<std::string>> DocumentValue::names(const domain::TextRule& rule) const {
  return list_of(&DocumentValue::name, rule);
}

std::optional<std::vector<std::string>> DocumentValue::list_of(ReadText read, const domain::TextRule& rule) const {
  const auto values = list();
  if (!values) return std::nullopt;
  std::vector<std::string> texts;
  texts.reserve(values->size());
  for (const DocumentValue& value : *values) texts.push_back((value.*read)(rule).value_or(std::string()));
  for (const auto& [first, again] : domain::find_duplicates({texts.begin(), texts.end()})) {
    if (!texts[again].empty()) (*values)[again].refuse("is given already at " + (*values)[first].place().pointer());
  }
  return texts;
}

}  // namespace onduty::json
