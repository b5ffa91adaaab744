// The rules of a hand-off and of a contact's PATCH, as pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/catalogue.h"
#include "onduty/contact_update.h"
#include "onduty/error.h"

namespace onduty::domain {

// What the store keeps of a contact that requests can change. Row ids instead of uuids and names.
struct ContactState {
  std::string name;
  std::optional<std::string> note;
  std::optional<std::string> bot_status;
  std::optional<std::int64_t> assigned_user_id;
  std::optional<std::int64_t> team_id;
  std::vector<std::int64_t> tag_ids;                 // in the contact's order
  std::map<std::int64_t, std::string> field_values;  // JSON text by field id

  friend bool operator==(const ContactState&, const ContactState&) = default;
};

enum class ContactUpdateKind {
  kHandOff,  // adds tags, clears nothing
  kPatch,    // replaces tags, may clear fields
};

// An update whose references were found. It can be applied to any number of contacts.
struct ContactChange {
  ContactUpdateKind kind = ContactUpdateKind::kPatch;
  std::optional<std::string> name;
  std::optional<std::string> note;
  std::optional<std::string> bot_status;
  bool unassign_user = false;
  std::optional<std::int64_t> assigned_user_id;
  std::optional<std::int64_t> team_id;
  std::optional<std::vector<std::int64_t>> tag_ids;                               // none twice
  std::vector<std::pair<std::int64_t, std::optional<std::string>>> field_values;  // JSON text; none clears
};

// Finds what the update refers to (S5, S7 to S9, C5). What is refused, the reader's refusals included, is added to
// `refused`; then the change must not be used.
ContactChange resolve_contact_update(const ContactUpdate& update, ContactUpdateKind kind, const Catalogue& catalogue,
                                     ParamErrors& refused);

// The contact after the change; equal to `before` when all was so already.
ContactState decide_contact(const ContactState& before, const ContactChange& change);

// What differs, as the two JSON objects that the history keeps.
struct ContactDifference {
  std::string before;
  std::string after;
};
ContactDifference difference(const ContactState& before, const ContactState& after);

}  // namespace onduty::domain
