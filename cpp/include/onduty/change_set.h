// What one request changed of many users and contacts, and taking it back (Q4, Q5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"

namespace onduty {

// Something to be told of one user or one contact.
struct ChangeSetNote {
  std::optional<Uuid> user;
  std::optional<Uuid> contact;
  std::string code;  // such as changed_since; else that of the error which it would have been alone
  std::string message;

  friend bool operator==(const ChangeSetNote&, const ChangeSetNote&) = default;
};

// What applying a plan, or an undo, came to.
struct ChangeSet {
  std::optional<std::int64_t> id;      // none where nothing was changed
  std::int64_t applied = 0;            // users of a plan; users and contacts of an undo
  std::int64_t unchanged = 0;          // that were so already
  std::vector<ChangeSetNote> skipped;  // that were left alone, and why
  std::vector<ChangeSetNote> notes;    // what could not come back as it was

  friend bool operator==(const ChangeSet&, const ChangeSet&) = default;
};

// One request to take back what was changed.
struct UndoRequest {
  enum class Kind {
    kChangeSet,  // `id` is that of a change set; none undoes nothing
    kEntry,      // `id` is the seq of a user's entry
  };

  Kind kind = Kind::kChangeSet;
  std::optional<std::int64_t> id;
  std::optional<std::string> reason;
  Origin origin;
  std::optional<Idempotency> idempotency;
  ParamErrors refused;  // What the reader of the request already had to refuse.
};

}  // namespace onduty
