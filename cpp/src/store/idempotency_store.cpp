#include "store/idempotency_store.h"

namespace onduty::store {

IdempotencyStore::IdempotencyStore(Connection& connection)
    : find_(connection,
            "SELECT request_digest, http_status, version, body FROM idempotency"
            " WHERE account_id = ?1 AND api_key_id = ?2 AND key = ?3 AND created_at > ?4"),
      insert_(connection,
              "INSERT OR REPLACE INTO idempotency(account_id, api_key_id, key, request_digest, created_at, http_status,"
              " version, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
      // Two for each that comes, so that their number shrinks and no request pays for many.
      delete_old_(connection,
                  "DELETE FROM idempotency WHERE (account_id, api_key_id, key) IN"
                  " (SELECT account_id, api_key_id, key FROM idempotency WHERE created_at <= ?1 LIMIT 2)") {}

std::optional<StoredAnswer> IdempotencyStore::find(std::int64_t account_id, std::int64_t api_key_id,
                                                   const std::string& key, Instant now) {
  Query row(find_, account_id, api_key_id, key, now.ms - kIdempotencyAgeMaxMs);
  if (!row.next()) return std::nullopt;
  StoredAnswer stored;
  stored.request_digest = row->blob(0);
  stored.answer.http_status = static_cast<int>(row->integer(1));
  stored.answer.version = row->optional_integer(2);
  stored.answer.body = row->text(3);
  stored.answer.replayed = true;
  return stored;
}

void IdempotencyStore::insert(std::int64_t account_id, std::int64_t api_key_id, const Idempotency& idempotency,
                              const Answer& answer, Instant now) {
  run(delete_old_, now.ms - kIdempotencyAgeMaxMs);
  run(insert_, account_id, api_key_id, idempotency.key, Blob{idempotency.request_digest}, now, answer.http_status,
      answer.version, answer.body);
}

}  // namespace onduty::store
