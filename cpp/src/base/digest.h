// Digests and random bytes, by libsodium.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onduty::base {

// BLAKE2b-256 of the bytes (RFC 7693, no key). Fit for secrets of high entropy, such as API keys.
std::string digest(std::string_view bytes);  // 32 bytes

// `size` bytes from the system's generator.
std::string random_bytes(std::size_t size);

}  // namespace onduty::base
