// Requests that may be sent twice and are carried out once (U8).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onduty {

// The key that a client gave a request, and what the request was. The first answer is kept with the change, for 24
// hours, and given again to the same request; another request with the key is refused (kIdempotencyConflict).
struct Idempotency {
  std::string key;             // 1 to 255 printable ASCII characters
  std::string request_digest;  // 32 bytes, of everything that makes it the same request; empty: the library makes it

  // For a request of HTTP: its method, its path with the query, and its body.
  static Idempotency of(std::string key, std::string_view method, std::string_view path, std::string_view body);

  // Why the key cannot be one; nothing when it can.
  std::optional<std::string_view> problem() const;
};

}  // namespace onduty
