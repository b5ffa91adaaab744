#include "domain/request_text.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::domain {
namespace {

using Versions = std::vector<std::int64_t>;

TEST(IfMatch, U7StarMatchesAlways) {
  EXPECT_TRUE(parse_if_match("*").any);
  EXPECT_TRUE(parse_if_match(" * ").any);
}

TEST(IfMatch, U7ReadsAListOfVersions) {
  EXPECT_EQ(parse_if_match("\"7\"").versions, (Versions{7}));
  EXPECT_EQ(parse_if_match("\"7\", \"12\",\t\"0\"").versions, (Versions{7, 12, 0}));
  EXPECT_EQ(parse_if_match("W/\"7\", \"8\"").versions, (Versions{8}));
}

TEST(IfMatch, U7WeakOrMalformedNeverMatches) {
  for (const char* header : {"", ",", "W/\"7\"", "7", "\"7", "7\"", "\"07\"", "\"-7\"", "\"+7\"", "\"7 \"", "\"seven\"",
                             "\"\"", "\"99999999999999999999\"", "\"7,8\"", "*, \"7", "'7'"}) {
    const IfVersion condition = parse_if_match(header);
    EXPECT_FALSE(condition.any) << header;
    EXPECT_EQ(condition.versions, Versions{}) << header;
  }
}

TEST(ContactsMax, H3IsANumberFrom0To100) {
  EXPECT_EQ(parse_contacts_max("0"), 0);
  EXPECT_EQ(parse_contacts_max("100"), 100);
  for (const char* text : {"", "101", "-1", "+1", "01", "1.0", " 1", "ten", "99999999999999999999"}) {
    EXPECT_EQ(parse_contacts_max(text), std::nullopt) << text;
  }
}

TEST(Actor, U10HasOneToAHundredCharactersAndNoControls) {
  EXPECT_EQ(actor_problem("Zoë"), std::nullopt);
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "ë";
  EXPECT_EQ(actor_problem(hundred), std::nullopt);
  EXPECT_EQ(actor_problem(hundred + "x"), "is longer than 100 characters");
  EXPECT_EQ(actor_problem(""), "is empty");
  EXPECT_EQ(actor_problem("a\nb"), "has control characters");
  EXPECT_EQ(actor_problem("\xff"), "is not valid UTF-8");
}

TEST(Reason, U9HasAtMostTwoHundredCharacters) {
  EXPECT_EQ(reason_problem(""), std::nullopt);
  EXPECT_EQ(reason_problem(std::string(200, 'x')), std::nullopt);
  EXPECT_EQ(reason_problem(std::string(201, 'x')), "is longer than 200 characters");
  EXPECT_EQ(reason_problem("\xff"), "is not valid Unicode text");
}

}  // namespace
}  // namespace onduty::domain
