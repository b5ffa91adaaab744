#include "base/secret.h"

#include <sodium.h>

#include "base/digest.h"

namespace onduty::base {
namespace {

constexpr std::size_t kRandomSize = 32;  // bytes

std::string base64url(const std::string& bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    kVariant);
  text.pop_back();  // it ends with a NUL
  return text;
}

}  // namespace

std::string new_secret() { return "od_" + base64url(random_bytes(kRandomSize)); }

}  // namespace onduty::base
