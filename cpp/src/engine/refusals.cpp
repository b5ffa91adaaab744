#include "engine/refusals.h"

#include "base/text.h"
#include "domain/request_text.h"

namespace onduty::engine {
namespace {

constexpr std::size_t kReasonSizeMax = 200;  // characters (U9)

}  // namespace

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
  if (!base::is_valid_utf8(*reason)) {
    refused.add("reason", "is not valid Unicode text");
  } else if (base::count_characters(*reason) > kReasonSizeMax) {
    refused.add("reason", "is longer than 200 characters");
  }
}

}  // namespace onduty::engine
