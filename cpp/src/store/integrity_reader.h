// What shows whether a database is sound.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

// A user whose history and present state do not agree.
struct InconsistentUser {
  std::string account;
  Uuid uuid;
  std::string email;
  std::vector<std::string> problems;  // see domain::HistoryAudit
};

struct HistoryTally {
  std::int64_t users = 0;
  std::int64_t entries = 0;
};

// Reads all of the database. Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class IntegrityReader {
 public:
  explicit IntegrityReader(Connection& connection) : connection_(connection) {}

  // What is wrong with the file, as SQLite tells it; at most so many.
  std::vector<std::string> damage(int count_max);
  // Rows that refer to one that is not there, a text each; at most so many.
  std::vector<std::string> broken_references(int count_max);
  // Goes through the history of every user, removed ones too.
  HistoryTally audit_histories(const std::function<void(InconsistentUser)>& tell);

 private:
  Connection& connection_;
};

}  // namespace onduty::store
