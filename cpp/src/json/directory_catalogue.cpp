#include "json/directory_catalogue.h"

#include "base/text.h"
#include "domain/custom_status_rule.h"
#include "json/document_entry.h"

namespace onduty::json {
namespace {

using domain::CustomFieldEntry;
using domain::CustomStatusEntry;
using domain::TagEntry;

constexpr std::size_t kOptionsMax = 1'000;

// The text, unless `problem_of` has something against it.
std::optional<std::string> checked(const DocumentValue& value, std::string text,
                                   std::optional<std::string> (*problem_of)(std::string_view)) {
  const auto problem = problem_of(text);
  if (!problem) return text;
  value.refuse(*problem);
  return std::nullopt;
}

std::optional<std::string> read_custom_status_name(const DocumentValue& value) {
  const auto text = value.text();
  return text ? checked(value, base::trim(*text), domain::custom_status_name_problem) : std::nullopt;
}

std::optional<std::string> read_emoji(const DocumentValue& value) {
  const auto text = value.text();
  return text ? checked(value, std::string(*text), domain::emoji_problem) : std::nullopt;
}

constexpr std::array<EntryKey<CustomStatusEntry>, 6> kCustomStatusKeys{{
    {"id", [](const DocumentValue& value, CustomStatusEntry& status) { status.id = value.uuid().value_or(Uuid()); },
     kRequired},
    {"name",
     [](const DocumentValue& value, CustomStatusEntry& status) { status.name = read_custom_status_name(value); }},
    {"emoji", [](const DocumentValue& value, CustomStatusEntry& status) { status.emoji = value.nullable(read_emoji); }},
    {"createdAt", [](const DocumentValue& value, CustomStatusEntry& status) { status.created_at = value.instant(); }},
    {"updatedAt", [](const DocumentValue& value, CustomStatusEntry& status) { status.updated_at = value.instant(); }},
    {"removed",
     [](const DocumentValue& value, CustomStatusEntry& status) { status.removed = value.boolean().value_or(false); }},
}};

void read_tag_name(const DocumentValue& value, TagEntry& tag) {
  tag.name = value.name(domain::kTagNameRule).value_or(std::string());
}

constexpr std::array<EntryKey<TagEntry>, 2> kTagKeys{{
    {"name", read_tag_name, kRequired},
    {"removed", [](const DocumentValue& value, TagEntry& tag) { tag.removed = value.boolean().value_or(false); }},
}};

std::optional<domain::CustomFieldType> read_type(const DocumentValue& value) {
  const auto name = value.text();
  if (!name) return std::nullopt;
  const auto type = domain::custom_field_type_from_name(*name);
  if (!type) value.refuse("must be one of " + domain::custom_field_type_names());
  return type;
}

std::optional<std::vector<std::string>> read_options(const DocumentValue& value) {
  auto options = value.texts(domain::kCustomFieldOptionRule);
  if (options && (options->empty() || options->size() > kOptionsMax)) {
    value.refuse("must have 1 to " + std::to_string(kOptionsMax) + " options");
  }
  return options;
}

constexpr std::array<EntryKey<CustomFieldEntry>, 4> kCustomFieldKeys{{
    {"name",
     [](const DocumentValue& value, CustomFieldEntry& field) {
       field.name = value.text(domain::kCustomFieldNameRule).value_or(std::string());
     },
     kRequired},
    {"type", [](const DocumentValue& value, CustomFieldEntry& field) { field.type = read_type(value); }},
    {"options", [](const DocumentValue& value, CustomFieldEntry& field) { field.options = read_options(value); }},
    {"removed",
     [](const DocumentValue& value, CustomFieldEntry& field) { field.removed = value.boolean().value_or(false); }},
}};

void check_options(const DocumentObject& object, const CustomFieldEntry& field) {
  if (!field.type || field.removed) return;
  const std::string type(domain::custom_field_type_name(*field.type));
  if (domain::has_options(*field.type) && !object.has("options")) {
    object.refuse("options", "is required for a " + type);
  } else if (!domain::has_options(*field.type) && object.has("options")) {
    object.refuse("options", "is for a dropdown or checkbox, not for a field of type " + type);
  }
}

}  // namespace

domain::CustomStatusEntry read_custom_status(const DocumentValue& value) {
  return read_entry(value, kCustomStatusKeys);
}

domain::TagEntry read_tag(const DocumentValue& value) {
  TagEntry tag;
  if (value.element().is_object()) {
    tag = read_entry(value, kTagKeys);
  } else if (value.element().is_string()) {
    read_tag_name(value, tag);
  } else {
    value.refuse("must be a string or an object");
  }
  return tag;
}

domain::CustomFieldEntry read_custom_field(const DocumentValue& value) {
  const auto object = value.object();
  if (!object) return {};
  CustomFieldEntry field = read_entry(*object, kCustomFieldKeys);
  check_options(*object, field);
  return field;
}

}  // namespace onduty::json
