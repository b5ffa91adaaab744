// A user's status: is this person on duty, and if not, why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/contact.h"
#include "onduty/contact_update.h"
#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/instant.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"

namespace onduty {

// A reason that the account's people can give for being away (or busy), such as "Vacationing".
struct CustomStatus {
  Uuid id;
  std::string name;
  std::optional<std::string> emoji;

  friend bool operator==(const CustomStatus&, const CustomStatus&) = default;
};

// The two halves of a status with a clock each (rule U1). A value: it does not follow later changes.
struct Status {
  Uuid user;
  bool available = false;
  Instant available_updated_at;
  std::optional<CustomStatus> custom_status;
  Instant custom_status_updated_at;
  std::int64_t version = 0;  // Rises by one with each change of either half, and with nothing else (U7).

  friend bool operator==(const Status&, const Status&) = default;
};

// What an update does with the custom status: leaves it, takes it away, or assigns one (S4).
struct CustomStatusUpdate {
  enum class Kind { kKeep, kClear, kAssign };
  Kind kind = Kind::kKeep;
  Uuid id;  // for kAssign

  static CustomStatusUpdate keep() { return {}; }
  static CustomStatusUpdate clear() { return {Kind::kClear, {}}; }
  static CustomStatusUpdate assign(const Uuid& id) { return {Kind::kAssign, id}; }
};

// One requested change. What is absent is left alone (U3).
struct StatusUpdate {
  std::optional<bool> available;
  CustomStatusUpdate custom_status;
  ContactUpdate hand_off;             // applied to every contact assigned to the user (H1)
  std::optional<std::string> reason;  // at most 200 characters (U9)
  std::optional<Uuid> user;           // When the request repeats whom it is for, it must be right (S2).
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest (U4).
};

// A condition on the current version, checked in the update's own transaction (U7).
struct IfVersion {
  bool any = false;                    // `*`: matches always
  std::vector<std::int64_t> versions;  // matches if one of these is current; none never matches
};

// One request to change one user's status.
struct StatusRequest {
  Uuid user;
  StatusUpdate update;
  Origin origin;
  std::optional<IfVersion> if_version;
  int contacts_max = 20;  // 0 to 100 of the user's contacts to give back (H3)
  std::optional<Idempotency> idempotency;
};

// What a request did.
struct StatusChange {
  bool changed = false;           // of the status
  bool contacts_changed = false;  // by the hand-off
  Status before;
  Status after;
  std::vector<Contact> contacts;  // assigned to the user, or touched by the hand-off, in order of uuid (H1, H2)
  std::optional<std::string> contacts_next;  // the cursor of the rest, when the list was cut (H3)

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

// One half of a history entry: the status as it was then, custom status by the name it had.
struct RecordedStatus {
  bool available = false;
  std::optional<CustomStatus> custom_status;

  friend bool operator==(const RecordedStatus&, const RecordedStatus&) = default;
};

// One change in the past. Entries are never altered or deleted.
struct HistoryEntry {
  std::int64_t seq = 0;  // Rises over the whole database, in order of commit.
  Instant at;
  Uuid user;
  RecordedStatus before;
  RecordedStatus after;
  std::int64_t version = 0;  // the version that this change made
  Way way = Way::kLibrary;
  std::optional<std::string> actor;
  std::optional<std::string> api_key;  // the name of the API key
  std::optional<std::string> reason;
  std::int64_t change_set = 0;  // the id of what was changed together with it

  friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};

}  // namespace onduty
