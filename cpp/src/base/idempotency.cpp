#include "onduty/idempotency.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"

namespace onduty {
namespace {

constexpr std::size_t kKeySizeMax = 255;

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

}  // namespace

Idempotency Idempotency::of(std::string key, std::string_view method, std::string_view path, std::string_view body) {
  // Neither a method nor a path holds a line end, so that no two requests make the same text.
  std::string text;
  text.reserve(method.size() + path.size() + body.size() + 2);
  text.append(method).append("\n").append(path).append("\n").append(body);
  return {std::move(key), base::digest(text)};
}

std::optional<std::string_view> Idempotency::problem() const {
  if (key.empty()) return "is empty";
  if (key.size() > kKeySizeMax) return "is longer than 255 characters";
  if (!std::all_of(key.begin(), key.end(), is_printable)) return "has other characters than printable ASCII";
  return std::nullopt;
}

}  // namespace onduty
