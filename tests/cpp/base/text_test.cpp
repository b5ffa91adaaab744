#include "base/text.h"

#include <gtest/gtest.h>

namespace onduty::base {
namespace {

TEST(Text, TellsUtf8FromOtherBytes) {
  EXPECT_TRUE(is_valid_utf8("Grüße 🌴"));
  EXPECT_FALSE(is_valid_utf8("\xff"));
  EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));  // a surrogate
  EXPECT_FALSE(is_valid_utf8("\xc0\x80"));      // overlong
}

TEST(Text, U9CountsCharactersAsCodePoints) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("äé🌴"), 3U);
}

TEST(Text, CountsUserPerceivedCharacters) {
  EXPECT_EQ(count_graphemes(""), 0U);
  EXPECT_EQ(count_graphemes("🌴"), 1U);
  EXPECT_EQ(count_graphemes("👩‍👩‍👧"), 1U);  // joined
  EXPECT_EQ(count_graphemes("🇮🇹"), 1U);                  // two regional indicators
  EXPECT_EQ(count_graphemes("🇮🇹🇫🇷"), 2U);
  EXPECT_EQ(count_graphemes("👍🏽"), 1U);  // with a skin tone
  EXPECT_EQ(count_graphemes("ab"), 2U);
}

TEST(Text, FindsControlCharacters) {
  EXPECT_TRUE(has_control_characters("a\tb"));
  EXPECT_TRUE(has_control_characters("a\x7f"));
  EXPECT_TRUE(has_control_characters("\xc2\x85"));  // U+0085
  EXPECT_FALSE(has_control_characters("plain Text 🌴"));
}

TEST(Text, TrimsUnicodeSpace) {
  EXPECT_EQ(trim("  Lunch \n"), "Lunch");
  EXPECT_EQ(trim("\xc2\xa0Lunch break\xe3\x80\x80"), "Lunch break");
  EXPECT_EQ(trim("Lunch\xe3\x80\x80"), "Lunch");
  EXPECT_EQ(trim("a b"), "a b");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, FoldsWhatPeopleTakeForTheSame) {
  EXPECT_EQ(fold("Lunch"), fold("LUNCH"));
  EXPECT_EQ(fold("Straße"), fold("STRASSE"));
  EXPECT_EQ(fold("ﬁne"), fold("FINE"));                              // a ligature
  EXPECT_EQ(fold("e\xcc\x81t\xc3\xa9"), fold("\xc3\xa9t\xc3\xa9"));  // combining or not
  EXPECT_NE(fold("Lunch"), fold("Launch"));
}

}  // namespace
}  // namespace onduty::base
