// The requests and answers of the HTTP API as bytes, without HTTP: what a web layer needs beside Account.
//
//   auto request = onduty::read_status_call(call);          // bytes in
//   if (request) auto change = account.update_status(std::move(request).value());
//   onduty::Answer answer = onduty::answer_of(change.value());  // bytes out
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onduty/account.h"
#include "onduty/result.h"
#include "onduty/status.h"

namespace onduty {

// What a request is answered with.
struct Answer {
  std::string body;                     // JSON, or empty
  std::optional<std::int64_t> version;  // for the ETag (U7)
};

// PUT or DELETE of a user's status, as it came.
struct StatusCall {
  std::string user;  // from the path
  Origin origin;
  std::optional<std::string> if_match;  // the header's value
  ParamErrors refused;                  // what the web layer has to refuse: query parameters, headers

  std::optional<std::string> contacts;  // PUT: the query parameter (H3)
  std::optional<std::string> reason;    // DELETE: the query parameter (U9)
};

// Reads a PUT. What is wrong with single parameters comes out of the update itself, in the order that the API promises.
// Errors: kMalformedJson, kBodyTooLarge, kUserNotFound (the path holds no uuid).
Result<StatusRequest> read_status_call(const StatusCall& call, std::string_view body);

// Reads a DELETE, which unassigns the custom status. Error: kUserNotFound.
Result<StatusRequest> read_clear_call(const StatusCall& call);

Answer answer_of(const StatusChange& change);
Answer answer_of(const Status& status);

// GET of a user's status. Error: kUserNotFound.
Result<Answer> status_answer(const Account& account, std::string_view user);

// GET of a user's contacts; `after` is the cursor of an earlier answer. Errors: kUserNotFound, kInvalidParams.
Result<Answer> contacts_answer(const Account& account, std::string_view user, const std::optional<std::string>& after);

}  // namespace onduty
