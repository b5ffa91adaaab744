#include "json/directory_catalogue.h"

#include <gtest/gtest.h>

#include "support/directory_entry.h"

namespace onduty::json {
namespace {

using testing::EntryProblems;
using testing::read;

constexpr char kId[] = R"("id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1")";

std::string status(const std::string& rest) { return "{" + std::string(kId) + ", " + rest + "}"; }

TEST(DirectoryCatalogue, C1ReadsACustomStatusAsTheApiGivesIt) {
  const auto [found, problems] = read(read_custom_status, R"({"name": "Vacationing",
      "createdAt": "2024-11-22 20:29:43 +0000", "updatedAt": "2024-11-23 20:29:43 +0000", "emoji": "🌴",
      "id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(found.name, "Vacationing");
  EXPECT_EQ(**found.emoji, "🌴");
  EXPECT_EQ(found.created_at, Instant::parse("2024-11-22T20:29:43Z"));
  EXPECT_EQ(found.updated_at, Instant::parse("2024-11-23T20:29:43Z"));
  EXPECT_EQ(found.id.dashed(), "0d6041a2-8b88-49ec-a99b-a88a078a16c1");
  EXPECT_FALSE(found.removed);
}

TEST(DirectoryCatalogue, C2TrimsNames) {
  EXPECT_EQ(read(read_custom_status, status(R"("name": "  Out to lunch\u00a0 ")")).entry.name, "Out to lunch");
}

TEST(DirectoryCatalogue, C2TellsBadNamesAndEmoji) {
  EXPECT_EQ(read(read_custom_status, status(R"("name": "\t ", "emoji": "ab")")).problems,
            (EntryProblems{"/0/name: must not be empty", "/0/emoji: must be exactly one emoji or character, or null"}));
  EXPECT_EQ(read(read_custom_status, status(R"("name": "a\u0000b", "emoji": 4)")).problems,
            (EntryProblems{"/0/name: must not have control characters", "/0/emoji: must be a string or null"}));
  EXPECT_EQ(read(read_custom_status, status(R"("name": ")" + std::string(61, 'a') + "\"")).problems,
            EntryProblems{"/0/name: must have at most 60 characters"});
}

TEST(DirectoryCatalogue, C2EmojiMayBeNullOrAbsent) {
  const auto of_null = read(read_custom_status, status(R"("emoji": null)")).entry.emoji;
  EXPECT_TRUE(of_null.has_value() && !of_null->has_value());
  EXPECT_FALSE(read(read_custom_status, status(R"("name": "a")")).entry.emoji.has_value());
}

TEST(DirectoryCatalogue, I2ACustomStatusNeedsItsId) {
  EXPECT_EQ(read(read_custom_status, R"({"name": "a"})").problems, EntryProblems{"/0/id: is required"});
}

TEST(DirectoryCatalogue, I1ATagIsANameOrAnObject) {
  EXPECT_EQ(read(read_tag, R"("VIP")").entry.name, "VIP");
  const auto [tag, problems] = read(read_tag, R"({"name": "VIP", "removed": true})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(tag.name, "VIP");
  EXPECT_TRUE(tag.removed);
}

TEST(DirectoryCatalogue, I2TellsBadTags) {
  EXPECT_EQ(read(read_tag, "5").problems, EntryProblems{"/0: must be a string or an object"});
  EXPECT_EQ(read(read_tag, "\"\"").problems, EntryProblems{"/0: must not be empty"});
  EXPECT_EQ(read(read_tag, R"({"removed": true})").problems, EntryProblems{"/0/name: is required"});
}

TEST(DirectoryCatalogue, C5ReadsCustomFieldsOfEveryType) {
  for (const char* type : {"text", "email", "number", "date"}) {
    const auto [field, problems] = read(read_custom_field, R"({"name": "f", "type": ")" + std::string(type) + "\"}");
    EXPECT_EQ(problems, EntryProblems());
    EXPECT_EQ(domain::custom_field_type_name(*field.type), type);
  }
  for (const char* type : {"dropdown", "checkbox"}) {
    const auto [field, problems] =
        read(read_custom_field, R"({"name": "f", "options": ["a", "b"], "type": ")" + std::string(type) + "\"}");
    EXPECT_EQ(problems, EntryProblems());
    EXPECT_EQ(field.options, (std::vector<std::string>{"a", "b"}));
  }
}

TEST(DirectoryCatalogue, I2TellsUnknownTypes) {
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "colour"})").problems,
            EntryProblems{"/0/type: must be one of text, email, number, date, dropdown, checkbox"});
}

TEST(DirectoryCatalogue, I2OptionsGoWithDropdownAndCheckbox) {
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "dropdown"})").problems,
            EntryProblems{"/0/options: is required for a dropdown"});
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "date", "options": ["a"]})").problems,
            EntryProblems{"/0/options: is for a dropdown or checkbox, not for a field of type date"});
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "dropdown", "removed": true})").problems, EntryProblems());
}

TEST(DirectoryCatalogue, I2TellsBadOptions) {
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "checkbox", "options": []})").problems,
            EntryProblems{"/0/options: must have 1 to 1000 options"});
  EXPECT_EQ(read(read_custom_field, R"({"name": "f", "type": "checkbox", "options": ["a", "", "a"]})").problems,
            (EntryProblems{"/0/options/1: must not be empty", "/0/options/2: is given already at /0/options/0"}));
}

}  // namespace
}  // namespace onduty::json
