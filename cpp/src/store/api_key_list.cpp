#include "store/api_key_list.h"

#include <string>

#include "domain/api_key_draft.h"

namespace onduty::store {
namespace {

constexpr const char* kSelect =
    "SELECT k.name, k.scopes, u.email, k.created_at, k.revoked_at FROM api_key k LEFT JOIN user u ON u.id = k.user_id"
    " WHERE k.account_id = ?1";

ApiKeyInfo read_key(const Query& row) {
  ApiKeyInfo key;
  key.name = row->text(0);
  key.scopes = domain::scope_names(row->integer(1));
  key.user = row->optional_text(2);
  key.created_at = row->instant(3);
  if (!row->is_null(4)) key.revoked_at = row->instant(4);
  return key;
}

}  // namespace

ApiKeyList::ApiKeyList(Connection& connection)
    : all_(connection, std::string(kSelect) + " ORDER BY k.created_at, k.id"),
      find_(connection, std::string(kSelect) + " AND k.name = ?2") {}

std::vector<ApiKeyInfo> ApiKeyList::all(std::int64_t account_id) {
  std::vector<ApiKeyInfo> keys;
  for (Query rows(all_, account_id); rows.next();) keys.push_back(read_key(rows));
  return keys;
}

std::optional<ApiKeyInfo> ApiKeyList::find(std::int64_t account_id, std::string_view name) {
  Query row(find_, account_id, name);
  return row.next() ? std::optional(read_key(row)) : std::nullopt;
}

}  // namespace onduty::store
