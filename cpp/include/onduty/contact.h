// A contact: the person outside whom a user looks after.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty {

// A contact as the API shows it (S11), in the order of the API's keys. A value: it does not follow later changes.
struct Contact {
  Uuid uuid;
  std::string name;
  std::optional<std::string> phone_number;
  std::optional<std::string> avatar_url;
  Instant created_at;
  std::optional<std::string> source;
  std::string href;
  std::optional<std::string> conversation_href;
  std::vector<std::string> tags;
  std::optional<std::string> assigned_user;  // the user's e-mail
  // Name and value; the value is JSON text (a string, a number or a list of strings).
  std::vector<std::pair<std::string, std::string>> custom_fields;

  friend bool operator==(const Contact&, const Contact&) = default;
};

// Some of a longer list of contacts, in order of uuid.
struct ContactPage {
  std::vector<Contact> contacts;
  std::optional<std::string> next;  // the cursor that asks for the rest; absent at the end
};

// What belongs to a contact beside what the API's contact object shows (C5).
struct Conversation {
  std::optional<Uuid> team;
  std::optional<std::string> bot_status;  // bot_start or bot_end
  std::optional<std::string> note;

  friend bool operator==(const Conversation&, const Conversation&) = default;
};

// All of one contact.
struct ContactDetails {
  Contact contact;
  Conversation conversation;

  friend bool operator==(const ContactDetails&, const ContactDetails&) = default;
};

}  // namespace onduty
