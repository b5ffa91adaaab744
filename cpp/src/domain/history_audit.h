// Whether one user's history and present state agree (U7, U10, U11), as a pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/status_decision.h"
#include "onduty/instant.h"

namespace onduty::domain {

// A history entry as it is stored, custom statuses by their row ids.
struct StoredEntry {
  std::int64_t seq = 0;
  Instant at;
  std::int64_t version = 0;
  bool available_before = false;
  bool available_after = false;
  std::optional<std::int64_t> custom_status_before;
  std::optional<std::int64_t> custom_status_after;
};

// Takes the entries one by one, so that a history of any length can be gone through.
class HistoryAudit {
 public:
  // The user's next entry in order of seq.
  void add(const StoredEntry& entry);

  std::int64_t entry_count() const { return count_; }

  // What does not fit, for a person; at most the first few of the history, then what is wrong with the state. Without a
  // state, that is one.
  std::vector<std::string> problems(const std::optional<UserState>& state) const;

 private:
  void tell(std::string problem);

  std::int64_t count_ = 0;
  StoredEntry last_;  // before the first: away, with no custom status (U6)
  std::vector<std::string> problems_;
};

}  // namespace onduty::domain
