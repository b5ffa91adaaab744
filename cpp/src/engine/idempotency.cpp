#include "engine/idempotency.h"

#include <string_view>
#include <vector>

namespace onduty::engine {
namespace {

std::int64_t key_space(const Origin& origin) { return origin.api_key_id.value_or(0); }

// Text in which no two requests look the same: each part is written with its length.
class Parts {
 public:
  void add(std::string_view part) { text_ += std::to_string(part.size()) + ':' + std::string(part); }
  void add_optional(const std::optional<std::string>& part) {
    if (part) {
      add(*part);
    } else {
      text_ += '-';
    }
  }
  void add_number(std::int64_t number) { add(std::to_string(number)); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void add_hand_off(Parts& parts, const ContactUpdate& update) {
  parts.add_optional(update.assigned_user);
  parts.add_optional(update.team ? std::optional(update.team->hex()) : std::nullopt);
  parts.add_optional(update.bot_status);
  parts.add_number(update.tags ? static_cast<std::int64_t>(update.tags->size()) : -1);
  for (const std::string& tag : update.tags.value_or(std::vector<std::string>())) parts.add(tag);
  if (!update.custom_fields) return;
  for (const auto& [name, value] : *update.custom_fields) {
    parts.add(name);
    parts.add_optional(value ? std::optional(value->json) : std::nullopt);
  }
}

}  // namespace

Result<std::optional<Answer>> find_replay(store::Session& session, std::int64_t account_id, const Origin& origin,
                                          const std::optional<Idempotency>& idempotency, Instant now) {
  if (!idempotency || idempotency->problem()) return std::optional<Answer>();
  auto stored = session.idempotency().find(account_id, key_space(origin), idempotency->key, now);
  if (!stored) return std::optional<Answer>();
  if (stored->request_digest != idempotency->request_digest) return Error::of(ErrorCode::kIdempotencyConflict);
  return std::optional(std::move(stored->answer));
}

std::string digest_of(const StatusRequest& request) {
  Parts parts;
  parts.add_number(request.update.available ? static_cast<std::int64_t>(*request.update.available) : -1);
  parts.add_number(static_cast<std::int64_t>(request.update.custom_status.kind));
  parts.add(request.update.custom_status.id.hex());
  parts.add_optional(request.update.reason);
  parts.add_number(request.contacts_max);
  add_hand_off(parts, request.update.hand_off);
  return Idempotency::of("", "update_status", request.user.hex(), parts.text()).request_digest;
}

std::string digest_of(const ContactRequest& request) {
  Parts parts;
  add_hand_off(parts, request.update);
  parts.add_optional(request.update.name);
  parts.add_optional(request.update.note);
  parts.add_number(static_cast<std::int64_t>(request.update.unassign_user));
  return Idempotency::of("", "update_contact", request.contact.hex(), parts.text()).request_digest;
}

std::string digest_of(const CustomStatusRequest& request) {
  Parts parts;
  parts.add_number(static_cast<std::int64_t>(request.kind));
  parts.add_optional(request.draft.name);
  parts.add_number(static_cast<std::int64_t>(request.draft.emoji.has_value()));
  parts.add_optional(request.draft.emoji.value_or(std::nullopt));
  return Idempotency::of("", "change_custom_status", request.id.hex(), parts.text()).request_digest;
}

void keep_answer(store::Session& session, std::int64_t account_id, const Origin& origin,
                 const std::optional<Idempotency>& idempotency, const Answer& answer, Instant now) {
  if (idempotency) session.idempotency().insert(account_id, key_space(origin), *idempotency, answer, now);
}

}  // namespace onduty::engine
