#include "onduty/json_api.h"

#include <utility>

#include "domain/request_text.h"
#include "json/answers.h"
#include "json/status_request.h"

namespace onduty {
namespace {

constexpr int kContactsPageSize = 50;

Result<StatusRequest> request_of(const StatusCall& call, StatusUpdate update) {
  const auto user = Uuid::parse(call.user);
  if (!user) return Error::of(ErrorCode::kUserNotFound);  // E4
  StatusRequest request;
  request.user = *user;
  request.origin = call.origin;
  request.update = std::move(update);
  request.update.refused.merge(call.refused);
  if (call.if_match) request.if_version = domain::parse_if_match(*call.if_match);
  return request;
}

}  // namespace

Result<StatusRequest> read_status_call(const StatusCall& call, std::string_view body) {
  auto update = json::parse_status_update(body);
  if (!update.ok()) return std::move(update).error();
  auto request = request_of(call, std::move(update).value());
  if (!request.ok() || !call.contacts) return request;
  if (const auto count = domain::parse_contacts_max(*call.contacts)) {
    request.value().contacts_max = *count;
  } else {
    request.value().update.refused.add("contacts", "must be a number from 0 to 100");
  }
  return request;
}

Result<StatusRequest> read_clear_call(const StatusCall& call) {
  StatusUpdate update;
  update.custom_status = CustomStatusUpdate::clear();
  update.reason = call.reason;
  auto request = request_of(call, std::move(update));
  if (request.ok()) request.value().contacts_max = 0;  // the answer has no body
  return request;
}

Answer answer_of(const StatusChange& change) { return {json::status_change_answer(change), change.after.version}; }

Answer answer_of(const Status& status) { return {json::status_answer(status), status.version}; }

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
  const auto cursor = after ? Uuid::parse(*after) : std::nullopt;
  const auto page = account.contacts(*uuid, cursor, kContactsPageSize);
  if (!page.ok()) return page.error();
  if (after && !cursor) {
    ParamErrors refused;
    refused.add("after", "is not a cursor of this list");
    return Error::invalid_params(std::move(refused));
  }
  return Answer{json::contacts_answer(page.value()), std::nullopt};
}

}  // namespace onduty
