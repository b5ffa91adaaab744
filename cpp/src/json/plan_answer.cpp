#include "json/plan_answer.h"

#include "base/json_text.h"
#include "json/history_answers.h"
#include "json/reasons_text.h"

namespace onduty::json {
namespace {

constexpr std::size_t kItemSize = 300;  // bytes of a typical item
constexpr std::size_t kNoteSize = 160;

std::string number_or_null(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "null";
}

void append_item(std::string& out, const PlanItem& item) {
  out += "{\"user_uuid\":\"" + item.user.hex() + "\",\"outcome\":\"";
  out += outcome_name(item.outcome);
  out += "\",\"before\":";
  append_recorded_status(out, item.before);
  out += ",\"after\":";
  append_recorded_status(out, item.after);
  if (!item.contacts.empty()) {
    out += ",\"contacts\":[";
    base::append_list(out, item.contacts, [&](const Uuid& contact) { out += '"' + contact.hex() + '"'; });
    out += ']';
  }
  if (item.errors) out += ",\"errors\":" + *item.errors;
  out += '}';
}

void append_counts(std::string& out, const PlanCounts& counts) {
  out += "{\"change\":" + std::to_string(counts.change) + ",\"unchanged\":" + std::to_string(counts.unchanged) +
         ",\"refused\":" + std::to_string(counts.refused) + ",\"contacts\":" + std::to_string(counts.contacts) + '}';
}

void append_note(std::string& out, const ChangeSetNote& note) {
  const Uuid about = note.user ? *note.user : note.contact.value_or(Uuid());
  out += (note.user ? "{\"user_uuid\":\"" : "{\"contact_uuid\":\"") + about.hex() + "\",\"code\":";
  base::append_string(out, std::string_view(note.code));
  out += ",\"message\":";
  base::append_string(out, std::string_view(note.message));
  out += '}';
}

void append_notes(std::string& out, const std::vector<ChangeSetNote>& notes) {
  out += '[';
  base::append_list(out, notes, [&](const ChangeSetNote& note) { append_note(out, note); });
  out += ']';
}

}  // namespace

std::string plan_answer(const Plan& plan) {
  std::string out;
  out.reserve(kItemSize * (plan.items.size() + 1));
  out += "{\"plan\":{\"id\":\"" + plan.id.hex() + "\",\"expires_at\":\"" + plan.expires_at.with_offset() +
         "\",\"counts\":";
  append_counts(out, plan.counts);
  out += ",\"items\":[";
  base::append_list(out, plan.items, [&](const PlanItem& item) { append_item(out, item); });
  out += "]},\"meta\":{\"next\":" + number_or_null(plan.next) + "}}";
  return out;
}

std::string change_set_answer(const ChangeSet& change_set) {
  std::string out;
  out.reserve(kNoteSize * (change_set.skipped.size() + change_set.notes.size() + 1));
  out += "{\"change_set\":{\"id\":" + number_or_null(change_set.id) +
         ",\"applied\":" + std::to_string(change_set.applied) +
         ",\"unchanged\":" + std::to_string(change_set.unchanged) + ",\"skipped\":";
  append_notes(out, change_set.skipped);
  if (!change_set.notes.empty()) {
    out += ",\"notes\":";
    append_notes(out, change_set.notes);
  }
  out += "}}";
  return out;
}

std::string reasons_text(const ParamErrors& params) {
  std::string out;
  append_reasons(out, params);
  return out;
}

}  // namespace onduty::json
