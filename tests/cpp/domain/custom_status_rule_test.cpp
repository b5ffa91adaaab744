#include "domain/custom_status_rule.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::domain {
namespace {

TEST(CustomStatusRule, C2NamesHaveOneToSixtyCharacters) {
  EXPECT_EQ(custom_status_name_problem("V"), std::nullopt);
  EXPECT_EQ(custom_status_name_problem(std::string(60, 'a')), std::nullopt);
  EXPECT_EQ(custom_status_name_problem(std::string(61, 'a')), "must have at most 60 characters");
  EXPECT_EQ(custom_status_name_problem(""), "must not be empty");
}

TEST(CustomStatusRule, C2NamesHaveNoControlCharacters) {
  EXPECT_EQ(custom_status_name_problem("a\tb"), "must not have control characters");
}

TEST(CustomStatusRule, C2EmojiIsOneUserPerceivedCharacter) {
  for (const char* emoji : {"🌴", "👩‍👩‍👧‍👦", "🇮🇹", "👍🏽", "e\u0301", "A", "☕️"}) {
    EXPECT_EQ(emoji_problem(emoji), std::nullopt) << emoji;
  }
}

TEST(CustomStatusRule, C2EmojiIsNothingElse) {
  for (const char* emoji : {"", "🌴🌴", "ab", "🇮🇹🇩🇪"}) {
    EXPECT_EQ(emoji_problem(emoji), "must be exactly one emoji or character, or null") << emoji;
  }
  EXPECT_EQ(emoji_problem(" "), "must not be empty");
  EXPECT_EQ(emoji_problem("\x01"), "must not have control characters");
}

TEST(CustomStatusRule, C2EmojiIsNotPiledUpEndlessly) {
  std::string piled = "e";
  for (int mark = 0; mark < 40; ++mark) piled += "\u0301";
  EXPECT_EQ(emoji_problem(piled), "must have at most 32 characters");
}

}  // namespace
}  // namespace onduty::domain
