#include "base/digest.h"

#include <sodium.h>

#include <cassert>

namespace onduty::base {
namespace {

constexpr std::size_t kDigestSize = 32;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// Picks the implementation for this processor and opens the generator; later calls cost one test.
void start_sodium() {
  [[maybe_unused]] static const int started = sodium_init();
  assert(started >= 0);
}

}  // namespace

std::string digest(std::string_view bytes) {
  start_sodium();
  std::string out(kDigestSize, '\0');
  crypto_generichash(bytes_of(out), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return out;
}

std::string random_bytes(std::size_t size) {
  start_sodium();
  std::string out(size, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

}  // namespace onduty::base
