#include "onduty/json_api.h"

#include <utility>

#include "domain/request_text.h"
#include "json/answers.h"
#include "json/contact_update.h"
#include "json/status_request.h"

namespace onduty {
namespace {

constexpr int kContactsPageSize = 50;

StatusRequest request_of(const StatusCall& call, StatusUpdate update) {
  StatusRequest request;
  // Nobody has the nil uuid. Unknown users are told by the writer, after what has to be told first (§5).
  request.user = Uuid::parse(call.user).value_or(Uuid());
  request.origin = call.origin;
  request.update = std::move(update);
  request.update.refused.merge(call.refused);
  request.idempotency = call.idempotency;
  if (call.if_match) request.if_version = domain::parse_if_match(*call.if_match);
  return request;
}

}  // namespace

Result<StatusRequest> read_status_call(const StatusCall& call, std::string_view body) {
  auto update = json::parse_status_update(body);
  if (!update.ok()) return std::move(update).error();
  StatusRequest request = request_of(call, std::move(update).value());
  if (!call.contacts) return request;
  if (const auto count = domain::parse_contacts_max(*call.contacts)) {
    request.contacts_max = *count;
  } else {
    request.update.refused.add("contacts", "must be a number from 0 to 100");
  }
  return request;
}

StatusRequest read_clear_call(const StatusCall& call) {
  StatusUpdate update;
  update.custom_status = CustomStatusUpdate::clear();
  update.reason = call.reason;
  StatusRequest request = request_of(call, std::move(update));
  request.contacts_max = 0;  // the answer has no body
  return request;
}

Answer answer_of(const StatusChange& change) {
  return {json::status_change_answer(change), change.after.version, 200, false,
          change.changed || change.contacts_changed};
}

Answer clear_answer_of(const StatusChange& change) { return {"", change.after.version, 204, false, change.changed}; }

Answer answer_of(const Status& status) { return {json::status_answer(status), status.version, 200, false}; }

Result<ContactUpdate> read_hand_off(std::string_view json) { return json::parse_hand_off(json); }

Result<ContactRequest> read_contact_call(std::string_view contact, std::string_view body) {
  auto update = json::parse_contact_update(body);
  if (!update.ok()) return std::move(update).error();
  ContactRequest request;
  request.contact = Uuid::parse(contact).value_or(Uuid());
  request.update = std::move(update).value();
  return request;
}

Result<Answer> status_answer(const Account& account, std::string_view user) {
  const auto uuid = Uuid::parse(user);
  if (!uuid) return Error::of(ErrorCode::kUserNotFound);
  const auto status = account.status(*uuid);
  if (!status.ok()) return status.error();
  return answer_of(status.value());
}

Result<Answer> contacts_answer(const Account& account, std::string_view user, const std::optional<std::string>& after) {
  const auto uuid = Uuid::parse(user);
  if (!uuid) return Error::of(ErrorCode::kUserNotFound);
  const auto page = account.contacts(*uuid, after, kContactsPageSize);
  if (!page.ok()) return page.error();
  return Answer{json::contacts_answer(page.value()), std::nullopt, 200, false};
}

}  // namespace onduty
