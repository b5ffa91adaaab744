#include "json/directory_document.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace onduty::json {
namespace {

std::vector<std::string> problems(const std::string& text) {
  const auto directory = parse_directory(text);
  const ParamErrors& told = directory.ok() ? directory.value().problems : directory.error().params;
  EXPECT_TRUE(directory.ok() || directory.error().code == ErrorCode::kInvalidParams);
  std::vector<std::string> found;
  for (const auto& [pointer, reasons] : told.entries()) {
    for (const std::string& reason : reasons) found.push_back(pointer + ": " + reason);
  }
  return found;
}

std::string malformed(const std::string& text) {
  const auto directory = parse_directory(text);
  if (directory.ok()) return "fine";
  EXPECT_EQ(directory.error().code, ErrorCode::kMalformedJson);
  return directory.error().message;
}

using Texts = std::vector<std::string>;

TEST(DirectoryDocument, I1ReadsADocumentOfEveryKind) {
  const auto parsed = parse_directory(R"({
    "account": {"name": "acme", "dashboard_url": "https://dash.callbell.eu/",
                "bot": {"enabled": true, "name": "My Bot"}},
    "api_keys": [{"name": "support desk", "key": "test_secret"}],
    "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane.doe@email.com", "name": "Jane Doe"}],
    "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "General"}],
    "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Vacationing", "emoji": "🌴"}],
    "tags": ["VIP"],
    "custom_fields": [{"name": "zipCode", "type": "text"}],
    "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "name": "UPDATE Doe"}]})");
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const domain::Directory& directory = parsed.value();
  EXPECT_EQ(directory.account.name, "acme");
  EXPECT_EQ(directory.account.dashboard_url, "https://dash.callbell.eu");
  EXPECT_EQ(directory.account.bot_enabled, true);
  EXPECT_EQ(**directory.account.bot_name, "My Bot");
  EXPECT_EQ(directory.entry_count(), 7u);
  EXPECT_EQ(directory.users[0].email, "jane.doe@email.com");
}

TEST(DirectoryDocument, I1OnlyTheAccountIsRequired) {
  const auto parsed = parse_directory(R"({"account": {"name": "acme"}})");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value().entry_count(), 0u);
  EXPECT_FALSE(parsed.value().account.bot_enabled || parsed.value().account.bot_name);
  EXPECT_EQ(problems("{}"), Texts{"/account: is required"});
  EXPECT_EQ(problems(R"({"account": {}})"), Texts{"/account/name: is required"});
}

TEST(DirectoryDocument, I2TellsAllThatIsWrongWithTheAccount) {
  EXPECT_EQ(problems(R"({"account": {"name": "", "dashboard_url": "x", "bot": {"enabled": 1, "name": 2, "x": 3}}})"),
            (Texts{"/account/name: must not be empty",
                   "/account/dashboard_url: must be an address that begins with https:// or http://",
                   "/account/bot/enabled: must be true or false", "/account/bot/name: must be a string or null",
                   "/account/bot/x: is not a known key"}));
  EXPECT_EQ(problems(R"({"account": {"name": ")" + std::string(101, 'a') + R"("}})"),
            Texts{"/account/name: must have at most 100 characters"});
}

TEST(DirectoryDocument, I2TellsAllProblemsOfAllListsTogether) {
  EXPECT_EQ(problems(R"({"account": {"name": "acme"}, "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8"}, 5],
                         "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "x/y": 1}], "tags": {},
                         "users": [], "extra": 1, "teams": [{"uuid": "z"}]})"),
            (Texts{"/users/1: must be an object", "/contacts/0/x~1y: is not a known key", "/tags: must be a list",
                   "/users: is given twice", "/extra: is not a known key", "/teams/0/uuid: is not a uuid"}));
}

TEST(DirectoryDocument, I2WhatCouldBeReadStandsBesideTheProblems) {
  const auto parsed = parse_directory(R"({"account": {"name": "acme"}, "tags": ["a", 5],
      "users": [{"email": "a@b", "name": 7, "available": true}]})");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value().problems.entries().size(), 2u);
  EXPECT_EQ(parsed.value().users[0].email, "a@b");
  EXPECT_EQ(parsed.value().users[0].available, true);
  EXPECT_FALSE(parsed.value().users[0].left_out);
  EXPECT_FALSE(parsed.value().tags[0].left_out);
  EXPECT_TRUE(parsed.value().tags[1].left_out);
}

TEST(DirectoryDocument, I2WithoutANameOfTheAccountNothingElseCanBeTold) {
  EXPECT_FALSE(parse_directory(R"({"account": {"name": " "}, "tags": [5]})").ok());
  EXPECT_EQ(problems(R"({"account": {"name": " "}, "tags": [5]})").size(), 2u);
}

TEST(DirectoryDocument, C2NamesAreTrimmed) {
  const auto parsed = parse_directory(R"({"account": {"name": " acme\u00a0"}, "tags": ["\tVIP ", {"name": " Lead"}],
      "api_keys": [{"name": " desk ", "key": "test_secret"}],
      "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "name": " C ", "tags": [" VIP"]}]})");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value().account.name, "acme");
  EXPECT_EQ(parsed.value().tags[0].name, "VIP");
  EXPECT_EQ(parsed.value().tags[1].name, "Lead");
  EXPECT_EQ(parsed.value().api_keys[0].name, "desk");
  EXPECT_EQ(parsed.value().contacts[0].tags, std::vector<std::string>{"VIP"});
  EXPECT_EQ(parsed.value().contacts[0].name, " C ");
  EXPECT_EQ(problems(R"({"account": {"name": "a\u0007"}, "tags": ["VIP", "VIP ", " ", "x\u0000y"]})"),
            (Texts{"/account/name: must not have control characters", "/tags/2: must not be empty",
                   "/tags/3: must not have control characters", "/tags/1: is given already at /tags/0"}));
}

TEST(DirectoryDocument, I1ADashboardUrlHasNoQueryOrFragment) {
  for (const char* url : {"https://x/?a=1", "https://x#top", "https://x/?"}) {
    EXPECT_EQ(
        problems(R"({"account": {"name": "a", "dashboard_url": ")" + std::string(url) + R"("}})"),
        Texts{"/account/dashboard_url: must not have a query or fragment (? or #): links are made by adding to it"});
  }
  EXPECT_EQ(
      parse_directory(R"({"account": {"name": "a", "dashboard_url": "http://x/y//"}})").value().account.dashboard_url,
      "http://x/y");
}

TEST(DirectoryDocument, I2TellsDuplicatesBesideOtherProblems) {
  EXPECT_EQ(problems(R"({"account": {"name": "acme"}, "tags": ["a", 5, "a"]})"),
            (Texts{"/tags/1: must be a string or an object", "/tags/2: is given already at /tags/0"}));
}

TEST(DirectoryDocument, E1RefusesWhatIsNoJsonObject) {
  for (const std::string text : {"", " ", "[]", "null", "\"a\"", "{", "{\"account\": {\"name\": \"a\"}} x",
                                 "\xef\xbb\xbf{\"account\": {\"name\": \"a\"}}", "{\"account\": {\"name\": \"\xff\"}}",
                                 "{\"account\": {\"name\": \"\\ud800\"}}", "{\"account\": 1e999}",
                                 "{\"account\": 123456789012345678901234567890}", "{'account': 1}"}) {
    EXPECT_NE(malformed(text), "fine") << text;
  }
}

TEST(DirectoryDocument, E1TellsWhatAndWhere) {
  EXPECT_NE(malformed("{\n\"account\": {\"name\": nope}}").find("line 2, column 21"), std::string::npos);
  EXPECT_NE(malformed("{\"a\": \"\xff\"}").find("UTF-8"), std::string::npos);
}

TEST(DirectoryDocument, E1NestsSixteenDeepAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return R"({"account": )" + std::string(depth - 1, '[') + "1" + std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(problems(nested(16))[0], "/account: must be an object");
  EXPECT_NE(malformed(nested(17)).find("16"), std::string::npos);
}

// Everything is wrong with everything: what takes longer than linear time shows.
TEST(DirectoryDocument, I2ManyProblemsTakeLinearTime) {
  std::string text = R"({"account": {"name": "a"}, "contacts": [)";
  constexpr std::size_t kCount = 50'000;
  for (std::size_t index = 0; index < kCount; ++index) {
    text += R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "colour": "red"},)";
  }
  text.back() = ']';
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(problems(text + "}").size(), 2 * kCount - 1);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(30));
}

}  // namespace
}  // namespace onduty::json
