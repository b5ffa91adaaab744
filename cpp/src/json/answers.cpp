#include "json/answers.h"

#include "base/json_text.h"
#include "json/contact_text.h"

namespace onduty::json {
namespace {

constexpr std::size_t kAnswerSize = 512;   // bytes of a typical answer without contacts
constexpr std::size_t kContactSize = 512;  // bytes of a typical contact

void append_contacts(std::string& out, const std::vector<Contact>& contacts, const std::optional<std::string>& next) {
  out += '[';
  base::append_list(out, contacts, [&](const Contact& contact) { append_contact(out, contact); });
  out += "],\"meta\":{\"next\":";
  base::append_string(out, next);
  out += '}';
}

void append_custom_status(std::string& out, const Status& status) {
  if (!status.custom_status) {
    out += "null";
    return;
  }
  const CustomStatus& custom = *status.custom_status;
  out += "{\"id\":\"" + custom.id.dashed() + "\",\"name\":";
  base::append_string(out, std::string_view(custom.name));
  out += ",\"emoji\":";
  base::append_string(out, custom.emoji);
  out += ",\"last_updated_at\":\"" + status.custom_status_updated_at.with_offset() + "\"}";
}

void append_user_status(std::string& out, const Status& status) {
  out += "\"user_status\":{\"custom_status\":";
  append_custom_status(out, status);
  out += ",\"appearance\":{\"available\":";
  base::append_bool(out, status.available);
  out += ",\"last_updated_at\":\"" + status.available_updated_at.with_offset() + "\"}}";
}

}  // namespace

std::string status_change_answer(const StatusChange& change) {
  std::string out;
  out.reserve(kAnswerSize + kContactSize * change.contacts.size());
  out += "{\"contact\":";
  append_contacts(out, change.contacts, change.contacts_next);
  out += ',';
  append_user_status(out, change.after);
  out += '}';
  return out;
}

std::string contact_change_answer(const Contact& contact) {
  std::string out = "{\"contact\":[";
  append_contact(out, contact);
  out += "]}";
  return out;
}

std::string status_answer(const Status& status) {
  std::string out;
  out.reserve(kAnswerSize);
  out += '{';
  append_user_status(out, status);
  out += '}';
  return out;
}

std::string contacts_answer(const ContactPage& page) {
  std::string out;
  out.reserve(kAnswerSize + kContactSize * page.contacts.size());
  out += "{\"contacts\":";
  append_contacts(out, page.contacts, page.next);
  out += '}';
  return out;
}

}  // namespace onduty::json
