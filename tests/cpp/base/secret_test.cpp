#include "base/secret.h"

#include <gtest/gtest.h>

#include <set>

namespace onduty::base {
namespace {

TEST(Secret, I3IsReadableLongAndNeverTheSame) {
  std::set<std::string> secrets;
  std::set<char> characters;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = new_secret();
    EXPECT_EQ(secret.size(), 3U + 43U);
    EXPECT_EQ(secret.substr(0, 3), "od_");
    characters.insert(secret.begin() + 3, secret.end());
    secrets.insert(secret);
  }
  EXPECT_EQ(secrets.size(), 1000U);
  // All of base64url's characters, and no others, or padding would be there.
  EXPECT_EQ(std::string(characters.begin(), characters.end()),
            "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
}

}  // namespace
}  // namespace onduty::base
