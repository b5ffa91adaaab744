#include "domain/duplicates.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::domain {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

TEST(Duplicates, FindsNoneAmongDifferentTexts) {
  EXPECT_EQ(find_duplicates({}), Pairs());
  EXPECT_EQ(find_duplicates({"a", "b", ""}), Pairs());
}

TEST(Duplicates, TellsTheFirstPositionWithEachLaterOne) {
  EXPECT_EQ(find_duplicates({"a", "b", "a", "b", "a"}), (Pairs{{0, 2}, {1, 3}, {0, 4}}));
}

TEST(Duplicates, LongListsGiveTheSameInTheSameOrder) {
  std::vector<std::string> texts;
  for (int number = 0; number < 40; ++number) texts.push_back(std::to_string(number % 20));
  Pairs expected;
  for (std::size_t position = 0; position < 20; ++position) expected.emplace_back(position, position + 20);
  EXPECT_EQ(find_duplicates({texts.begin(), texts.end()}), expected);
}

}  // namespace
}  // namespace onduty::domain
