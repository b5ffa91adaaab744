// What a change set came to, within the transaction that makes it.
#pragma once

#include <string>
#include <utility>

#include "engine/present.h"
#include "onduty/change_set.h"
#include "onduty/error.h"

namespace onduty::engine {

struct ChangeSetOutcome {
  ChangeSet change_set;
  PresentStates changed;
};

inline constexpr char kChangedSince[] = "changed_since";

inline ChangeSetNote note_of_user(const Uuid& user, std::string code, std::string message) {
  return {user, std::nullopt, std::move(code), std::move(message)};
}

inline ChangeSetNote note_of_contact(const Uuid& contact, std::string code, std::string message) {
  return {std::nullopt, contact, std::move(code), std::move(message)};
}

inline ChangeSetNote note_of_user(const Uuid& user, const Error& error) {
  return note_of_user(user, std::string(error_name(error.code)), error.message);
}

}  // namespace onduty::engine
