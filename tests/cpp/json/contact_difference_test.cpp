#include "json/contact_difference.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

domain::ContactState full() {
  return {"Jane", "note", "bot_end", 1, 2, {3, 4}, {{5, "\"0815\""}, {6, "[\"a\",\"b\"]"}, {7, "1.5"}}};
}

TEST(ContactDifferenceTest, Q5BothSidesOfADifferenceAreReadAsTheyWereWritten) {
  const domain::ContactState empty{"", std::nullopt, std::nullopt, std::nullopt, std::nullopt, {}, {}};
  const domain::ContactDifference difference = domain::difference(full(), empty);
  EXPECT_EQ(with_side(full(), difference.after).value(), empty);
  EXPECT_EQ(with_side(empty, difference.before).value(), full());
  EXPECT_EQ(with_side(full(), difference.before).value(), full());
}

TEST(ContactDifferenceTest, Q5WhatDoesNotDifferStays) {
  domain::ContactState other = full();
  other.team_id = 9;
  EXPECT_EQ(with_side(full(), R"({"team_id":9})").value(), other);
  EXPECT_EQ(with_side(full(), "{}").value(), full());
}

TEST(ContactDifferenceTest, Q5OtherTextIsDamage) {
  for (const char* text :
       {"", "[]", R"({"x":1})", R"({"name":null})", R"({"team_id":"1"})", R"({"tag_ids":["a"]})", R"({"tag_ids":1})",
        R"({"custom_fields":{"x":1}})", R"({"custom_fields":1})", R"({"note":1})"}) {
    const auto read = with_side(full(), text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, ErrorCode::kStorageUnavailable);
  }
}

}  // namespace
}  // namespace onduty::json
