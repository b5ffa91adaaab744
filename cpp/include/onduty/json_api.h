// The requests and answers of the HTTP API as bytes, without HTTP: what a web layer needs beside Account.
//
//   auto request = onduty::read_status_call(call);          // bytes in
//   if (request) auto change = account.update_status(std::move(request).value());
//   onduty::Answer answer = onduty::answer_of(change.value());  // bytes out
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "onduty/account.h"
#include "onduty/answer.h"
#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty {

// Bytes of a request's body, but of one that takes many users at once (E8).
inline constexpr std::size_t kBodySizeMax = 64 * 1024;

// PUT or DELETE of a user's status, as it came.
struct StatusCall {
  std::string user;  // from the path
  Origin origin;
  std::optional<std::string> if_match;  // the header's value
  ParamErrors refused;                  // what the web layer has to refuse: query parameters, headers

  std::optional<std::string> contacts;     // PUT: the query parameter (H3)
  std::optional<std::string> reason;       // DELETE: the query parameter (U9)
  std::optional<Idempotency> idempotency;  // the header's key and what the request was (U8)
};

// Reads a PUT. What is wrong with single parameters comes out of the update itself, in the order that the API promises.
// A path that holds no uuid names a user whom nobody is, which the update then tells. Errors: kMalformedJson,
// kBodyTooLarge.
Result<StatusRequest> read_status_call(const StatusCall& call, std::string_view body);

// Reads a DELETE, which unassigns the custom status.
StatusRequest read_clear_call(const StatusCall& call);

Answer answer_of(const StatusChange& change);        // of a PUT
Answer clear_answer_of(const StatusChange& change);  // of a DELETE
Answer answer_of(const Status& status);

// Reads the keys of a hand-off from an object of their own, for StatusUpdate::hand_off. Error: kMalformedJson.
Result<ContactUpdate> read_hand_off(std::string_view json);

// Reads a PATCH of a contact (C5). A path that holds no uuid names a contact that nobody is.
// Errors: kMalformedJson, kBodyTooLarge.
Result<ContactRequest> read_contact_call(std::string_view contact, std::string_view body);

// GET of a user's status. Error: kUserNotFound.
Result<Answer> status_answer(const Account& account, std::string_view user);

// GET of a user's contacts; `after` is the cursor of an earlier answer. Errors: kUserNotFound, kInvalidParams.
Result<Answer> contacts_answer(const Account& account, std::string_view user, const std::optional<std::string>& after);

}  // namespace onduty
