// What a request of the HTTP API is answered with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace onduty {

struct Answer {
  std::string body;                     // JSON, or empty
  std::optional<std::int64_t> version;  // for the ETag (U7)
  int http_status = 200;
  bool replayed = false;  // an earlier request with the same idempotency key was answered with this (U8)
  bool changed = false;   // something was written, other than this answer; false of what is replayed

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace onduty
