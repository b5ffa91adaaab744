// Tags, as an import writes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

struct TagRow {
  std::int64_t id = 0;
  std::string name;
  bool removed = false;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryTagStore {
 public:
  explicit DirectoryTagStore(Connection& connection);

  std::vector<TagRow> all(std::int64_t account_id);                                           // removed ones too
  std::int64_t insert(std::int64_t account_id, const std::string& name, Instant created_at);  // gives its id
  // Hides the tag from its contacts, which get it back by restore().
  void remove(std::int64_t tag_id, Instant at);
  void restore(std::int64_t tag_id);

 private:
  Connection& connection_;
  Statement all_;
  Statement insert_;
  Statement remove_;
  Statement restore_;
};

}  // namespace onduty::store
