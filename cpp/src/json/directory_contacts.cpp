#include "json/directory_contacts.h"

#include "domain/duplicates.h"
#include "json/custom_field_value.h"
#include "json/document_entry.h"

namespace onduty::json {
namespace {

using domain::ContactEntry;

template <const domain::TextRule& kRule>
domain::Nullable<std::string> nullable_text(const DocumentValue& value) {
  return value.nullable([](const DocumentValue& present) { return present.text(kRule); });
}

// The last segment of the address of a conversation.
std::optional<std::string> read_conversation_id(const DocumentValue& value) {
  const auto address = value.text(domain::kUrlRule);
  if (!address) return std::nullopt;
  const std::string_view path = std::string_view(*address).substr(0, address->find_first_of("?#"));
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos && slash + 1 < path.size()) return std::string(path.substr(slash + 1));
  value.refuse("must be an address that ends with the conversation's id, or null");
  return std::nullopt;
}

std::optional<std::string> read_bot_status(const DocumentValue& value) {
  const auto text = value.text();
  if (!text) return std::nullopt;
  if (*text == "bot_start" || *text == "bot_end") return std::string(*text);
  value.refuse("must be bot_start, bot_end or null");
  return std::nullopt;
}

void read_custom_fields(const DocumentValue& value, ContactEntry& contact) {
  const auto object = value.object();
  if (!object) return;
  std::vector<std::string_view> names;
  object->each([&](std::string_view name, const DocumentValue& field_value) {
    names.push_back(name);
    if (clears_custom_field(field_value.element())) {
      contact.custom_fields.emplace_back(name, std::nullopt);
    } else {
      contact.custom_fields.emplace_back(name, read_custom_field_value(field_value));
    }
  });
  for (const auto& [first, again] : domain::find_duplicates(names)) object->refuse(names[again], "is given twice");
}

// Built from the account's address and the uuid, so that there is nothing to keep.
void check_href(const DocumentValue& value, ContactEntry& /*contact*/) { value.text(); }

constexpr std::array<EntryKey<ContactEntry>, 15> kContactKeys{{
    {"uuid", [](const DocumentValue& value, ContactEntry& contact) { contact.uuid = value.uuid().value_or(Uuid()); },
     kRequired},
    {"name",
     [](const DocumentValue& value, ContactEntry& contact) { contact.name = value.text(domain::kContactNameRule); }},
    {"phoneNumber",
     [](const DocumentValue& value, ContactEntry& contact) {
       contact.phone_number = nullable_text<domain::kPhoneNumberRule>(value);
     }},
    {"avatarUrl", [](const DocumentValue& value,
                     ContactEntry& contact) { contact.avatar_url = nullable_text<domain::kAvatarUrlRule>(value); }},
    {"createdAt", [](const DocumentValue& value, ContactEntry& contact) { contact.created_at = value.instant(); }},
    {"source", [](const DocumentValue& value,
                  ContactEntry& contact) { contact.source = nullable_text<domain::kSourceRule>(value); }},
    {"href", check_href},
    {"conversationHref", [](const DocumentValue& value,
                            ContactEntry& contact) { contact.conversation_id = value.nullable(read_conversation_id); }},
    {"tags",
     [](const DocumentValue& value, ContactEntry& contact) { contact.tags = value.names(domain::kTagNameRule); }},
    {"assignedUser",
     [](const DocumentValue& value, ContactEntry& contact) {
       contact.assigned_user = value.nullable([](const DocumentValue& present) { return present.email(); });
     }},
    {"customFields", read_custom_fields},
    {"team_uuid",
     [](const DocumentValue& value, ContactEntry& contact) {
       contact.team = value.nullable([](const DocumentValue& present) { return present.uuid(); });
     }},
    {"bot_status",
     [](const DocumentValue& value, ContactEntry& contact) { contact.bot_status = value.nullable(read_bot_status); }},
    {"note",
     [](const DocumentValue& value, ContactEntry& contact) { contact.note = nullable_text<domain::kNoteRule>(value); }},
    {"removed",
     [](const DocumentValue& value, ContactEntry& contact) { contact.removed = value.boolean().value_or(false); }},
}};

}  // namespace

domain::ContactEntry read_contact(const DocumentValue& value) { return read_entry(value, kContactKeys); }

}  // namespace onduty::json
