#include "store/directory_tag_store.h"

namespace onduty::store {

DirectoryTagStore::DirectoryTagStore(Connection& connection)
    : connection_(connection),
      all_(connection, "SELECT id, name, removed_at IS NOT NULL FROM tag WHERE account_id = ?1"),
      insert_(connection, "INSERT INTO tag(account_id, name, created_at) VALUES (?1, ?2, ?3)"),
      remove_(connection, "UPDATE tag SET removed_at = ?2 WHERE id = ?1"),
      restore_(connection, "UPDATE tag SET removed_at = NULL WHERE id = ?1") {}

std::vector<TagRow> DirectoryTagStore::all(std::int64_t account_id) {
  std::vector<TagRow> tags;
  for (Query rows(all_, account_id); rows.next();) {
    tags.push_back(TagRow{rows->integer(0), rows->text(1), rows->integer(2) != 0});
  }
  return tags;
}

std::int64_t DirectoryTagStore::insert(std::int64_t account_id, const std::string& name, Instant created_at) {
  run(insert_, account_id, name, created_at);
  return connection_.last_insert_id();
}

void DirectoryTagStore::remove(std::int64_t tag_id, Instant at) { run(remove_, tag_id, at); }

void DirectoryTagStore::restore(std::int64_t tag_id) { run(restore_, tag_id); }

}  // namespace onduty::store
