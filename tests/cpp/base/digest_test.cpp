#include "base/digest.h"

#include <gtest/gtest.h>

namespace onduty::base {
namespace {

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    text += kDigits[static_cast<unsigned char>(byte) >> 4];
    text += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

// Made with Python's hashlib.blake2b(b"abc", digest_size=32).
TEST(Digest, I3IsBlake2b256) {
  EXPECT_EQ(hex(digest("abc")), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_NE(digest(""), digest(std::string_view("\0", 1)));
}

TEST(RandomBytes, HaveTheirSizeAndDiffer) {
  EXPECT_EQ(random_bytes(16).size(), 16U);
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

}  // namespace
}  // namespace onduty::base
