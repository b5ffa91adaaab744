// A request as it stands on the connection, when there is nothing out of the ordinary in it.
#pragma once

#include <optional>
#include <string_view>

#include "plain_head.h"

namespace onduty::bindings {

// Views of the bytes that it was read from.
struct PlainMessage {
  enum class Method { kGet, kPut };

  Method method = Method::kGet;
  std::string_view path;
  PlainHead head;
  std::string_view body;

  // Nothing when the bytes are anything but one whole message of HTTP/1.1 (RFC 9112) in its strict form, or when its
  // head is not plain. It is stricter than the protocol asks for: what it refuses, the server's own parser judges.
  static std::optional<PlainMessage> read(std::string_view bytes);
};

}  // namespace onduty::bindings
