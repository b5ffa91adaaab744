#include "engine/contact_change.h"

#include "domain/contact_decision.h"
#include "engine/refusals.h"

namespace onduty::engine {

Result<ContactOutcome> change_contact(store::Session& session, std::int64_t account_id, const ContactRequest& request,
                                      Instant now) {
  const auto row = session.changes().find_contact(account_id, request.contact);
  if (!row) return Error::of(ErrorCode::kContactNotFound);
  ParamErrors refused;
  refuse_bad_origin(request.origin, refused);
  refuse_bad_idempotency(request.origin, request.idempotency, refused);
  const store::AccountCatalogue catalogue(session.directory(), account_id);
  const auto change =
      domain::resolve_contact_update(request.update, domain::ContactUpdateKind::kPatch, catalogue, refused);
  if (!refused.empty()) return Error::invalid_params(std::move(refused));
  const domain::ContactState before = session.changes().read_state(*row);
  const domain::ContactState after = domain::decide_contact(before, change);
  if (after != before) {
    const std::int64_t change_set_id = session.changes().insert_set(account_id, now, request.origin, std::nullopt);
    session.changes().record(*row, before, after, change_set_id, std::nullopt);
  }
  const auto found = session.contacts().find(account_id, request.contact);
  return ContactOutcome{after != before, found ? found->contact : Contact()};
}

}  // namespace onduty::engine
