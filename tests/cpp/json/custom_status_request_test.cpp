#include "json/custom_status_request.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

CustomStatusDraft parsed(std::string_view body) {
  auto draft = parse_custom_status_draft(body);
  EXPECT_TRUE(draft.ok()) << body;
  return draft.ok() ? draft.value() : CustomStatusDraft();
}

// "param: reason" of each refusal, with line ends between them.
std::string refused(std::string_view body) {
  const CustomStatusDraft draft = parsed(body);
  std::string all;
  for (const auto& [param, reasons] : draft.refused.entries()) {
    for (const std::string& reason : reasons) all += (all.empty() ? "" : "\n") + param + ": " + reason;
  }
  return all;
}

TEST(CustomStatusRequest, C8TakesBareNameAndEmoji) {
  const CustomStatusDraft draft = parsed(R"({"name": "Lunch", "emoji": "\ud83c\udf5d"})");
  EXPECT_EQ(draft.name, "Lunch");
  EXPECT_EQ(draft.emoji, std::optional<std::optional<std::string>>("🍝"));
  EXPECT_TRUE(draft.refused.empty());
}

TEST(CustomStatusRequest, C8WhatIsAbsentIsAbsent) {
  EXPECT_EQ(parsed("{}").name, std::nullopt);
  EXPECT_FALSE(parsed("{}").emoji.has_value());
  const CustomStatusDraft draft = parsed(R"({"emoji": null})");
  ASSERT_TRUE(draft.emoji.has_value());
  EXPECT_EQ(*draft.emoji, std::nullopt);
}

TEST(CustomStatusRequest, U4NamesEveryKeyThatIsWrong) {
  EXPECT_EQ(refused(R"({"name": null})"), "name: must be a string");
  EXPECT_EQ(refused(R"({"name": 5, "emoji": ["🍝"], "id": "x", "customStatus": {}})"),
            "name: must be a string\nemoji: must be a string or null\nid: is not a parameter of this request\n"
            "customStatus: is not a parameter of this request");
  EXPECT_EQ(refused(R"({"name": "a", "n\u0061me": "b"})"), "name: is given twice");
}

TEST(CustomStatusRequest, E1WhatIsNoObjectIsRefused) {
  for (const char* body : {"", "[]", "{\"name\":", "{} {}", R"({"name": "\ud800"})"}) {
    const auto draft = parse_custom_status_draft(body);
    ASSERT_FALSE(draft.ok()) << body;
    EXPECT_EQ(draft.error().code, ErrorCode::kMalformedJson) << body;
  }
  EXPECT_EQ(parse_custom_status_draft(std::string(70'000, ' ')).error().code, ErrorCode::kBodyTooLarge);  // E8
}

}  // namespace
}  // namespace onduty::json
