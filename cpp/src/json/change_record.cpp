#include "json/change_record.h"

#include "base/json_text.h"
#include "json/answers.h"
#include "json/contact_text.h"
#include "json/document.h"

namespace onduty::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

void append_custom_status(std::string& out, const std::optional<CustomStatus>& custom) {
  if (!custom) {
    out += "null";
    return;
  }
  out += "{\"id\":\"" + custom->id.hex() + "\",\"name\":";
  base::append_string(out, std::string_view(custom->name));
  out += ",\"emoji\":";
  base::append_string(out, custom->emoji);
  out += '}';
}

void append_status(std::string& out, const Status& status) {
  out += "{\"user\":\"" + status.user.hex() + "\",\"available\":";
  base::append_bool(out, status.available);
  out += ",\"available_ms\":" + std::to_string(status.available_updated_at.ms) + ",\"custom_status\":";
  append_custom_status(out, status.custom_status);
  out += ",\"custom_status_ms\":" + std::to_string(status.custom_status_updated_at.ms) +
         ",\"version\":" + std::to_string(status.version) + '}';
}

// Reads members of a record that this program wrote itself; what does not fit leaves `good` false.
class Reader {
 public:
  std::string text(object parent, const char* key) {
    std::string_view value;
    note(parent.at_key(key).get(value));
    return std::string(value);
  }

  std::optional<std::string> optional_text(object parent, const char* key) {
    return is_null(parent, key) ? std::nullopt : std::optional(text(parent, key));
  }

  bool boolean(object parent, const char* key) {
    bool value = false;
    note(parent.at_key(key).get(value));
    return value;
  }

  std::int64_t integer(object parent, const char* key) {
    std::int64_t value = 0;
    note(parent.at_key(key).get(value));
    return value;
  }

  Uuid uuid(object parent, const char* key) {
    const auto value = Uuid::parse(text(parent, key));
    good_ = good_ && value.has_value();
    return value.value_or(Uuid());
  }

  Instant instant(object parent, const char* key) {
    const auto value = Instant::parse(text(parent, key));
    good_ = good_ && value.has_value();
    return value.value_or(Instant());
  }

  bool is_null(object parent, const char* key) {
    element value;
    return note(parent.at_key(key).get(value)) && value.is_null();
  }

  object member(object parent, const char* key) {
    object value;
    note(parent.at_key(key).get(value));
    return value;
  }

  bool good() const { return good_; }

 private:
  bool note(simdjson::error_code code) {
    good_ = good_ && code == simdjson::SUCCESS;
    return code == simdjson::SUCCESS;
  }

  bool good_ = true;
};

Status read_status(Reader& reader, object parent) {
  Status status;
  status.user = reader.uuid(parent, "user");
  status.available = reader.boolean(parent, "available");
  status.available_updated_at = Instant{reader.integer(parent, "available_ms")};
  status.custom_status_updated_at = Instant{reader.integer(parent, "custom_status_ms")};
  status.version = reader.integer(parent, "version");
  if (!reader.is_null(parent, "custom_status") && reader.good()) {
    const object custom = reader.member(parent, "custom_status");
    status.custom_status =
        CustomStatus{reader.uuid(custom, "id"), reader.text(custom, "name"), reader.optional_text(custom, "emoji")};
  }
  return status;
}

Contact read_contact(Reader& reader, object parent) {
  Contact contact;
  contact.uuid = reader.uuid(parent, "uuid");
  contact.name = reader.text(parent, "name");
  contact.phone_number = reader.optional_text(parent, "phoneNumber");
  contact.avatar_url = reader.optional_text(parent, "avatarUrl");
  contact.created_at = reader.instant(parent, "createdAt");
  contact.source = reader.optional_text(parent, "source");
  contact.href = reader.text(parent, "href");
  contact.conversation_href = reader.optional_text(parent, "conversationHref");
  contact.assigned_user = reader.optional_text(parent, "assignedUser");
  simdjson::dom::array tags;
  if (parent.at_key("tags").get(tags) == simdjson::SUCCESS) {
    for (const element tag : tags) contact.tags.emplace_back(tag.get_string().value());
  }
  object fields;
  if (parent.at_key("customFields").get(fields) == simdjson::SUCCESS) {
    for (const auto& [name, value] : fields) contact.custom_fields.emplace_back(name, simdjson::minify(value));
  }
  return contact;
}

}  // namespace

std::string write_change_record(const StatusChange& change) {
  std::string out = "{\"changed\":";
  base::append_bool(out, change.changed);
  out += ",\"contacts_changed\":";
  base::append_bool(out, change.contacts_changed);
  out += ",\"before\":";
  append_status(out, change.before);
  out += ",\"after\":";
  append_status(out, change.after);
  // The contacts as the API shows them.
  out += ",\"list\":" + contacts_answer(ContactPage{change.contacts, change.contacts_next}) + '}';
  return out;
}

Result<StatusChange> parse_change_record(std::string_view text) {
  DocumentParser parser;
  const auto root = parser.parse_object(text);
  if (!root.ok()) return Error::of(ErrorCode::kStorageUnavailable);
  Reader reader;
  StatusChange change;
  change.changed = reader.boolean(root.value(), "changed");
  change.contacts_changed = reader.boolean(root.value(), "contacts_changed");
  const object before = reader.member(root.value(), "before");
  const object after = reader.member(root.value(), "after");
  const object list = reader.member(root.value(), "list");
  simdjson::dom::array contacts;
  if (!reader.good() || list.at_key("contacts").get(contacts) != simdjson::SUCCESS) {
    return Error::of(ErrorCode::kStorageUnavailable);
  }
  change.before = read_status(reader, before);
  change.after = read_status(reader, after);
  for (const element item : contacts) {
    object contact;
    if (item.get(contact) == simdjson::SUCCESS) change.contacts.push_back(read_contact(reader, contact));
  }
  change.contacts_next = reader.optional_text(reader.member(list, "meta"), "next");
  if (!reader.good()) return Error::of(ErrorCode::kStorageUnavailable);
  return change;
}

std::string write_contact_record(const Contact& contact) {
  std::string out = "{\"contact\":";
  append_contact(out, contact);  // as the API shows it
  out += '}';
  return out;
}

Result<Contact> parse_contact_record(std::string_view text) {
  DocumentParser parser;
  const auto root = parser.parse_object(text);
  if (!root.ok()) return Error::of(ErrorCode::kStorageUnavailable);
  Reader reader;
  const object member = reader.member(root.value(), "contact");
  if (!reader.good()) return Error::of(ErrorCode::kStorageUnavailable);
  Contact contact = read_contact(reader, member);
  if (!reader.good()) return Error::of(ErrorCode::kStorageUnavailable);
  return contact;
}

std::string write_custom_status_record(const CustomStatusDetails& details) {
  std::string out = "{\"custom_status\":";
  append_custom_status(out, CustomStatus{details.id, details.name, details.emoji});
  return out + ",\"created_ms\":" + std::to_string(details.created_at.ms) +
         ",\"updated_ms\":" + std::to_string(details.updated_at.ms) + '}';
}

Result<CustomStatusDetails> parse_custom_status_record(std::string_view text) {
  DocumentParser parser;
  const auto root = parser.parse_object(text);
  if (!root.ok()) return Error::of(ErrorCode::kStorageUnavailable);
  Reader reader;
  const object custom = reader.member(root.value(), "custom_status");
  if (!reader.good()) return Error::of(ErrorCode::kStorageUnavailable);
  CustomStatusDetails details{
      reader.uuid(custom, "id"), reader.text(custom, "name"), reader.optional_text(custom, "emoji"),
      Instant{reader.integer(root.value(), "created_ms")}, Instant{reader.integer(root.value(), "updated_ms")}};
  if (!reader.good()) return Error::of(ErrorCode::kStorageUnavailable);
  return details;
}

}  // namespace onduty::json
