#include "domain/text_rule.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

constexpr TextRule kName{.characters_max = 3};
constexpr TextRule kNote{.characters_max = 5, .required = false, .many_lines = true};

TEST(TextRule, CountsCharactersAndNotBytes) {
  EXPECT_EQ(text_problem("abc", kName), std::nullopt);
  EXPECT_EQ(text_problem("äöü", kName), std::nullopt);
  EXPECT_EQ(text_problem("abcd", kName), "must have at most 3 characters");
  EXPECT_EQ(text_problem("äöüß", kName), "must have at most 3 characters");
}

TEST(TextRule, WhiteSpaceAloneIsEmpty) {
  for (const char* text : {"", " ", "   ", "\u00a0", "\t"}) EXPECT_EQ(text_problem(text, kName), "must not be empty");
  EXPECT_EQ(text_problem("", kNote), std::nullopt);
  EXPECT_EQ(text_problem("  ", kNote), std::nullopt);
}

TEST(TextRule, C2NoControlCharacters) {
  for (const char* text : {"a\nb", "a\x01",
                           "\x7f"
                           "a",
                           "a\u0085"}) {
    EXPECT_EQ(text_problem(text, kName), "must not have control characters") << text;
  }
  EXPECT_EQ(text_problem(std::string("a\0b", 3), kName), "must not have control characters");
}

TEST(TextRule, LineEndsAndTabsWhereThereMayBeManyLines) {
  EXPECT_EQ(text_problem("a\r\n\tb", kNote), std::nullopt);
  EXPECT_EQ(text_problem("a\n\x01", kNote), "must not have control characters");
  EXPECT_EQ(text_problem("a\n\u0085", kNote), "must not have control characters");
}

}  // namespace
}  // namespace onduty::domain
