// The API keys of an account.

#include <utility>

#include "engine/api_key_change.h"
#include "engine/core.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "onduty/account.h"
#include "store/api_key_list.h"

namespace onduty {

Result<std::vector<ApiKeyInfo>> Account::api_keys() const {
  return core_->readers().run([&](store::Session& session) -> Result<std::vector<ApiKeyInfo>> {
    return store::ApiKeyList(session.connection()).all(id_);
  });
}

void Account::create_api_key_async(ApiKeyDraft draft, ApiKeyCreated done) const {
  engine::submit_call<NewApiKey>(
      core_->writer(),
      [id = id_, draft = std::move(draft)](store::Session& session, Instant now) {
        return engine::create_api_key(session, id, draft, now);
      },
      std::move(done));
}

Result<NewApiKey> Account::create_api_key(ApiKeyDraft draft) const {
  engine::Waiting<NewApiKey> waiting;
  create_api_key_async(std::move(draft), waiting.done());
  return waiting.result();
}

void Account::revoke_api_key_async(std::string name, ApiKeyRevoked done) const {
  engine::submit_call<ApiKeyRevocation>(
      core_->writer(),
      [id = id_, name = std::move(name)](store::Session& session, Instant now) {
        return engine::revoke_api_key(session, id, name, now);
      },
      std::move(done));
}

Result<ApiKeyRevocation> Account::revoke_api_key(std::string name) const {
  engine::Waiting<ApiKeyRevocation> waiting;
  revoke_api_key_async(std::move(name), waiting.done());
  return waiting.result();
}

}  // namespace onduty
