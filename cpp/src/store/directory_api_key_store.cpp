#include "store/directory_api_key_store.h"

namespace onduty::store {

DirectoryApiKeyStore::DirectoryApiKeyStore(Connection& connection)
    : connection_(connection),
      find_(connection,
            "SELECT id, name, digest, scopes, user_id, revoked_at FROM api_key WHERE account_id = ?1 AND name = ?2"),
      find_id_by_digest_(connection, "SELECT id FROM api_key WHERE digest = ?1"),
      insert_(connection,
              "INSERT INTO api_key(account_id, name, digest, scopes, user_id, created_at)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      update_(connection, "UPDATE api_key SET digest = ?2, scopes = ?3, user_id = ?4, revoked_at = ?5 WHERE id = ?1"),
      // Shorter than any digest, so that it equals none.
      park_digest_(connection, "UPDATE api_key SET digest = CAST(id AS BLOB) WHERE id = ?1") {}

std::optional<ApiKeyRow> DirectoryApiKeyStore::find(std::int64_t account_id, std::string_view name) {
  Query row(find_, account_id, name);
  if (!row.next()) return std::nullopt;
  ApiKeyRow key{row->integer(0), row->text(1), row->blob(2), row->integer(3), row->optional_integer(4), std::nullopt};
  if (!row->is_null(5)) key.revoked_at = row->instant(5);
  return key;
}

std::optional<std::int64_t> DirectoryApiKeyStore::find_id_by_digest(std::string_view digest) {
  Query row(find_id_by_digest_, Blob{digest});
  return row.next() ? std::optional(row->integer(0)) : std::nullopt;
}

std::int64_t DirectoryApiKeyStore::insert(std::int64_t account_id, const ApiKeyRow& key, Instant created_at) {
  run(insert_, account_id, key.name, Blob{key.digest}, key.scopes, key.user_id, created_at);
  return connection_.last_insert_id();
}

void DirectoryApiKeyStore::update(const ApiKeyRow& key) {
  run(update_, key.id, Blob{key.digest}, key.scopes, key.user_id, key.revoked_at);
}

void DirectoryApiKeyStore::park_digest(const ApiKeyRow& key) { run(park_digest_, key.id); }

}  // namespace onduty::store
