#include "domain/custom_status_draft.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

const CustomStatusLook kLunch{"Lunch", "lunch", "🍝"};

CustomStatusDraft named(const std::string& name) {
  CustomStatusDraft draft;
  draft.name = name;
  return draft;
}

// The parameters that are refused, with blanks between them.
std::string refused_by(const CustomStatusDraft& draft, const std::optional<CustomStatusLook>& before) {
  ParamErrors refused;
  apply_draft(draft, before, refused);
  std::string params;
  for (const auto& [param, reasons] : refused.entries()) params += (params.empty() ? "" : " ") + param;
  return params;
}

CustomStatusLook applied(const CustomStatusDraft& draft, const std::optional<CustomStatusLook>& before) {
  ParamErrors refused;
  CustomStatusLook look = apply_draft(draft, before, refused);
  EXPECT_TRUE(refused.empty());
  return look;
}

TEST(CustomStatusDraft, C2ANameIsTrimmedAndFolded) {
  EXPECT_EQ(applied(named("  Ｌunch Break\u00a0"), std::nullopt),
            (CustomStatusLook{"Ｌunch Break", "lunch break", std::nullopt}));
}

TEST(CustomStatusDraft, C8WhatIsAbsentStays) {
  EXPECT_EQ(applied(CustomStatusDraft(), kLunch), kLunch);
  EXPECT_EQ(applied(named("Pranzo"), kLunch), (CustomStatusLook{"Pranzo", "pranzo", "🍝"}));
  CustomStatusDraft draft;
  draft.emoji = "🥪";
  EXPECT_EQ(applied(draft, kLunch), (CustomStatusLook{"Lunch", "lunch", "🥪"}));
}

TEST(CustomStatusDraft, C2AnEmojiCanBeTakenAway) {
  CustomStatusDraft draft;
  draft.emoji.emplace(std::nullopt);
  EXPECT_EQ(applied(draft, kLunch), (CustomStatusLook{"Lunch", "lunch", std::nullopt}));
}

TEST(CustomStatusDraft, C2ANewOneNeedsAName) {
  EXPECT_EQ(refused_by(CustomStatusDraft(), std::nullopt), "name");
  EXPECT_EQ(refused_by(named("   "), std::nullopt), "name");
}

TEST(CustomStatusDraft, U4EverythingThatIsRefusedIsNamedOnce) {
  CustomStatusDraft draft = named(std::string(61, 'x'));
  draft.emoji = "two";
  draft.refused.add("colour", "is not a parameter of this request");
  EXPECT_EQ(refused_by(draft, kLunch), "colour name emoji");
  CustomStatusDraft unread;
  unread.refused.add("name", "must be a string");
  ParamErrors refused;
  apply_draft(unread, std::nullopt, refused);
  ASSERT_EQ(refused.entries().size(), 1U);
  EXPECT_EQ(refused.entries()[0].second, (std::vector<std::string>{"must be a string"}));
}

TEST(CustomStatusDraft, C2WhatIsNoUnicodeIsRefused) {
  CustomStatusDraft draft = named("\xed\xa0\x80");  // a lone surrogate
  draft.emoji = "\xff";
  EXPECT_EQ(refused_by(draft, std::nullopt), "name emoji");
}

}  // namespace
}  // namespace onduty::domain
