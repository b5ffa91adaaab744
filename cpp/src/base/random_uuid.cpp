#include "base/random_uuid.h"

#include <array>
#include <cstring>
#include <string>

#include "base/digest.h"

namespace onduty::base {

Uuid random_uuid() {
  const std::string random = random_bytes(Uuid::kSize);
  std::array<std::uint8_t, Uuid::kSize> bytes{};
  std::memcpy(bytes.data(), random.data(), bytes.size());
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);  // the version
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // the variant
  return Uuid(bytes);
}

}  // namespace onduty::base
