// Plans and undoing, for tests.
#pragma once

#include <string>

#include "json/plan_request.h"
#include "onduty/change_set.h"
#include "onduty/plan.h"

namespace onduty::testing {

// From the JSON of a request.
inline PlanRequest plan_request(const std::string& json) { return json::parse_plan(json).value(); }

inline ApplyRequest apply_request(const Uuid& plan, bool atomic = false) {
  ApplyRequest request;
  request.plan = plan;
  request.atomic = atomic;
  return request;
}

inline UndoRequest undo_request(const std::optional<std::int64_t>& change_set) {
  UndoRequest request;
  request.id = change_set;
  return request;
}

inline UndoRequest undo_entry_request(std::int64_t seq) {
  UndoRequest request = undo_request(seq);
  request.kind = UndoRequest::Kind::kEntry;
  return request;
}

// "applied unchanged code:last two digits …", of users and contacts that were skipped.
inline std::string told(const ChangeSet& change_set) {
  std::string text = std::to_string(change_set.applied) + " " + std::to_string(change_set.unchanged);
  for (const ChangeSetNote& note : change_set.skipped) {
    text += " " + note.code + ":" + (note.user ? *note.user : *note.contact).hex().substr(30);
  }
  return text;
}

// "change:d4 unchanged:02 …"
inline std::string told(const std::vector<PlanItem>& items) {
  std::string text;
  for (const PlanItem& item : items) {
    text += (text.empty() ? "" : " ") + std::string(outcome_name(item.outcome)) + ":" + item.user.hex().substr(30);
  }
  return text;
}

}  // namespace onduty::testing
