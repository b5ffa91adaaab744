// Changes of the catalogue in the HTTP API: the parts of a request in, a request for Account out.
//
//   auto request = onduty::read_create_call(call, body);
//   if (request) account.answer_custom_status_async(std::move(request).value(), done);
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onduty/catalogue.h"
#include "onduty/result.h"

namespace onduty {

// POST, PUT or DELETE of a custom status, as it came.
struct CustomStatusCall {
  std::string id;  // PUT, DELETE: from the path
  Origin origin;
  ParamErrors refused;                     // what the web layer has to refuse: query parameters, headers
  std::optional<Idempotency> idempotency;  // the header's key and what the request was (U8)
};

// Reads a POST, a PUT. What is wrong with single parameters comes out of the change itself, in the order that the API
// promises. A path that holds no uuid names a custom status that nobody has. Errors: kMalformedJson, kBodyTooLarge.
Result<CustomStatusRequest> read_create_call(const CustomStatusCall& call, std::string_view body);
Result<CustomStatusRequest> read_change_call(const CustomStatusCall& call, std::string_view body);

// Reads a DELETE.
CustomStatusRequest read_destroy_call(const CustomStatusCall& call);

}  // namespace onduty
