#include "onduty/error.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace onduty {
namespace {

constexpr std::size_t kParamsInMessageMax = 5;

struct ErrorText {
  ErrorCode code;
  std::string_view name;
  std::string_view message;
};

constexpr std::array<ErrorText, kErrorCodeCount> kErrorTexts{{
    {ErrorCode::kMalformedJson, "malformed_json", "The body is not a JSON object."},
    {ErrorCode::kUnauthorized, "unauthorized", "The API key is missing, unknown or revoked."},
    {ErrorCode::kForbidden, "forbidden", "The API key may not do this."},
    {ErrorCode::kAccountNotFound, "account_not_found", "There is no such account."},
    {ErrorCode::kUserNotFound, "user_not_found", "There is no such user."},
    {ErrorCode::kContactNotFound, "contact_not_found", "There is no such contact."},
    {ErrorCode::kCustomStatusNotFound, "custom_status_not_found", "There is no such custom status."},
    {ErrorCode::kTeamNotFound, "team_not_found", "There is no such team."},
    {ErrorCode::kNotFound, "not_found", "There is nothing at this address."},
    {ErrorCode::kMethodNotAllowed, "method_not_allowed", "This address does not answer to this method."},
    {ErrorCode::kIdempotencyConflict, "idempotency_conflict", "The idempotency key was used for another request."},
    {ErrorCode::kPlanApplied, "plan_applied", "The plan was applied before."},
    {ErrorCode::kPlanOutdated, "plan_outdated", "Somebody was changed since the plan was made; nothing was written."},
    {ErrorCode::kPlanExpired, "plan_expired", "The plan is more than an hour old; make it again."},
    {ErrorCode::kPreconditionFailed, "precondition_failed", "The status has another version than the one asked for."},
    {ErrorCode::kBodyTooLarge, "body_too_large", "The body is too large."},
    {ErrorCode::kUnsupportedMediaType, "unsupported_media_type", "The body must be JSON (application/json)."},
    {ErrorCode::kInvalidParams, "invalid_params", "Some parameters were refused."},
    {ErrorCode::kOverloaded, "overloaded", "Too many updates are waiting; nothing was written. Try again."},
    {ErrorCode::kStorageUnavailable, "storage_unavailable", "The database cannot be read or written."},
    {ErrorCode::kStorageFull, "storage_full", "The disk is full; nothing was written."},
    {ErrorCode::kClosed, "closed", "The database is closed."},
    {ErrorCode::kForked, "forked", "The database was opened before this process was forked; open it again here."},
    {ErrorCode::kIncompatibleDatabase, "incompatible_database", "The file is not an onduty database of this version."},
}};

const ErrorText& text_of(ErrorCode code) {
  const ErrorText& text = kErrorTexts[static_cast<std::size_t>(code)];
  assert(text.code == code);
  return text;
}

}  // namespace

std::string_view error_name(ErrorCode code) { return text_of(code).name; }

std::string_view error_message(ErrorCode code) { return text_of(code).message; }

void ParamErrors::add(std::string_view param, std::string_view reason) {
  const auto [position, is_new] = positions_.try_emplace(std::string(param), entries_.size());
  if (is_new) {
    entries_.emplace_back(position->first, std::vector<std::string>{std::string(reason)});
    return;
  }
  auto& reasons = entries_[position->second].second;
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.emplace_back(reason);
}

void ParamErrors::merge(const ParamErrors& other) {
  for (const auto& [param, reasons] : other.entries_) {
    for (const std::string& reason : reasons) add(param, reason);
  }
}

Error Error::of(ErrorCode code) { return {code, std::string(error_message(code)), {}}; }

Error Error::with_message(ErrorCode code, std::string message) { return {code, std::move(message), {}}; }

Error Error::invalid_params(ParamErrors params) {
  assert(!params.empty());
  std::string message;
  std::size_t told = 0;
  for (const auto& [param, reasons] : params.entries()) {
    if (told == kParamsInMessageMax) break;
    message += (told == 0 ? "" : "; ") + param + " " + reasons.front();
    ++told;
  }
  if (const std::size_t left = params.entries().size() - told; left > 0) {
    message += "; and " + std::to_string(left) + " more";
  }
  return {ErrorCode::kInvalidParams, std::move(message), std::move(params)};
}

}  // namespace onduty
