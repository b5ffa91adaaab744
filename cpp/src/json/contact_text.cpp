#include "json/contact_text.h"

#include "base/json_text.h"

namespace onduty::json {
namespace {

void append_custom_fields(std::string& out, const Contact& contact) {
  out += '{';
  base::append_list(out, contact.custom_fields, [&](const auto& field) {
    base::append_string(out, std::string_view(field.first));
    out += ':';
    out += field.second;  // JSON text already
  });
  out += '}';
}

}  // namespace

void append_contact(std::string& out, const Contact& contact) {
  out += "{\"uuid\":\"" + contact.uuid.hex() + "\",\"name\":";
  base::append_string(out, std::string_view(contact.name));
  out += ",\"phoneNumber\":";
  base::append_string(out, contact.phone_number);
  out += ",\"avatarUrl\":";
  base::append_string(out, contact.avatar_url);
  out += ",\"createdAt\":\"" + contact.created_at.to_seconds() + "\",\"source\":";
  base::append_string(out, contact.source);
  out += ",\"href\":";
  base::append_string(out, std::string_view(contact.href));
  out += ",\"conversationHref\":";
  base::append_string(out, contact.conversation_href);
  out += ",\"tags\":[";
  base::append_list(out, contact.tags,
                    [&](const std::string& tag) { base::append_string(out, std::string_view(tag)); });
  out += "],\"assignedUser\":";
  base::append_string(out, contact.assigned_user);
  out += ",\"customFields\":";
  append_custom_fields(out, contact);
  out += '}';
}

}  // namespace onduty::json
