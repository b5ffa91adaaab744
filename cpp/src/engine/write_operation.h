// One request to the writer: atomic by itself, whatever else is in its batch.
#pragma once

#include <optional>

#include "engine/present.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "store/session.h"

namespace onduty::engine {

class WriteOperation {
 public:
  WriteOperation() = default;
  WriteOperation(const WriteOperation&) = delete;  // It answers one caller.
  WriteOperation& operator=(const WriteOperation&) = delete;
  virtual ~WriteOperation() = default;

  // Decides and writes, within the batch's transaction. What is refused leaves no write behind.
  virtual void apply(store::Session& session, Instant now) = 0;

  // Answers the caller, exactly once: after what apply() wrote is on disk, or with the failure that kept it from there.
  virtual void finish(const std::optional<Error>& failure) = 0;

  // Adds what apply() changed of the present. Called before the commit.
  virtual void publish(PresentChanges& changes) const { changes.changes_more = true; }

  // True for long work, which gets a transaction of its own so that nobody's answer waits for it.
  virtual bool is_long() const { return false; }
};

}  // namespace onduty::engine
