#include "engine/refusals.h"

#include "domain/request_text.h"

namespace onduty::engine {

void refuse_bad_origin(const Origin& origin, ParamErrors& refused) {
  if (!origin.actor) return;
  if (const auto problem = domain::actor_problem(*origin.actor)) refused.add("actor", *problem);
}

void refuse_bad_idempotency(const Origin& origin, const std::optional<Idempotency>& idempotency, ParamErrors& refused) {
  if (!idempotency) return;
  if (const auto problem = idempotency->problem()) {
    refused.add(origin.api_key_id ? "Idempotency-Key" : "idempotency_key", *problem);
  }
}

void refuse_bad_reason(const std::optional<std::string>& reason, ParamErrors& refused) {
  if (!reason) return;
  if (const auto problem = domain::reason_problem(*reason)) refused.add("reason", *problem);
}

}  // namespace onduty::engine
