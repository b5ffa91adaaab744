#include "engine/api_key_change.h"

#include <optional>

#include "base/digest.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/api_key_draft.h"
#include "store/api_key_list.h"
#include "store/directory_account_store.h"
#include "store/directory_api_key_store.h"

namespace onduty::engine {
namespace {

constexpr const char* kNameTaken =
    "is the name of another key; names of revoked keys stay taken, since the history goes on naming them";

std::optional<std::int64_t> find_user_id(store::Session& session, std::int64_t account_id,
                                         const std::string& uuid_or_email) {
  if (!base::is_valid_utf8(uuid_or_email)) return std::nullopt;
  std::string email = uuid_or_email;
  if (const auto uuid = Uuid::parse(uuid_or_email)) {
    const auto user = session.directory().find_user(account_id, *uuid);
    if (!user) return std::nullopt;
    email = user->email;
  }
  return session.directory().find_user_id(account_id, base::fold(email));
}

// As it is stored. What is no Unicode is the name of none.
std::string key_name(std::string_view given) {
  return base::is_valid_utf8(given) ? base::trim(given) : std::string(given);
}

// Processes that keep keys look at them again.
void tell_other_processes(store::Session& session) {
  store::DirectoryAccountStore(session.connection()).raise_catalogue_version();
}

}  // namespace

Result<NewApiKey> create_api_key(store::Session& session, std::int64_t account_id, const ApiKeyDraft& given,
                                 Instant now) {
  ApiKeyDraft draft = given;
  draft.name = key_name(given.name);
  store::DirectoryApiKeyStore keys(session.connection());
  ParamErrors refused;
  store::ApiKeyRow row;
  row.name = draft.name;
  row.scopes = domain::check_draft(draft, refused);
  if (refused.empty() && keys.find(account_id, row.name)) refused.add("name", kNameTaken);
  if (draft.user) {
    row.user_id = find_user_id(session, account_id, *draft.user);
    if (!row.user_id) refused.add("user", "is neither the uuid nor the e-mail of a user of this account");
  }
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  NewApiKey made;
  made.secret = base::new_secret();
  row.digest = base::digest(made.secret);
  keys.insert(account_id, row, now);
  tell_other_processes(session);
  made.key = store::ApiKeyList(session.connection()).find(account_id, row.name).value_or(ApiKeyInfo());
  return made;
}

Result<ApiKeyRevocation> revoke_api_key(store::Session& session, std::int64_t account_id, std::string_view name,
                                        Instant now) {
  store::DirectoryApiKeyStore keys(session.connection());
  const std::string trimmed = key_name(name);
  const auto found = keys.find(account_id, trimmed);
  if (!found) {
    return Error::with_message(ErrorCode::kNotFound,
                               "There is no API key '" + std::string(name) + "' in this account.");
  }
  ApiKeyRevocation revocation;
  if (!found->revoked_at) {
    store::ApiKeyRow revoked = *found;
    revoked.revoked_at = now;
    keys.update(revoked);
    tell_other_processes(session);
    revocation.changed = true;
  }
  revocation.key = store::ApiKeyList(session.connection()).find(account_id, trimmed).value_or(ApiKeyInfo());
  return revocation;
}

}  // namespace onduty::engine
