#include "json/catalogue_answers.h"

#include "json/page_text.h"

namespace onduty::json {
namespace {

void append_custom_status(std::string& out, const CustomStatusDetails& status) {
  out += "{\"name\":";
  base::append_string(out, std::string_view(status.name));
  out += ",\"createdAt\":\"" + status.created_at.to_catalogue() + "\",\"updatedAt\":\"" +
         status.updated_at.to_catalogue() + "\",\"emoji\":";
  base::append_string(out, status.emoji);
  out += ",\"id\":\"" + status.id.dashed() + "\"}";
}

}  // namespace

std::string custom_status_answer(const CustomStatusDetails& status) {
  std::string out = "{\"customStatus\":";
  append_custom_status(out, status);
  out += '}';
  return out;
}

std::string custom_statuses_answer(const Page<CustomStatusDetails>& page) {
  return page_answer("customStatuses", page, append_custom_status);
}

std::string custom_status_destroyed_answer() { return "{\"status\":\"custom status was destroyed\"}"; }

}  // namespace onduty::json
