#include "domain/list_text.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(ListText, C7PagesGoFromOneToAMillion) {
  EXPECT_EQ(parse_page("1"), 1);
  EXPECT_EQ(parse_page("1000000"), 1'000'000);
  for (const char* text : {"", "0", "-1", "01", "1.0", "+1", " 1", "1000001", "99999999999999999999", "one", "1e3"}) {
    EXPECT_EQ(parse_page(text), std::nullopt) << text;
  }
}

TEST(ListText, S3BooleansAreTrueAndFalse) {
  EXPECT_EQ(parse_boolean("true"), true);
  EXPECT_EQ(parse_boolean("false"), false);
  for (const char* text : {"", "True", "1", "yes", "true "}) EXPECT_EQ(parse_boolean(text), std::nullopt) << text;
}

TEST(ListText, C4MembersAreAvailableOrAway) {
  EXPECT_EQ(parse_availability("available"), true);
  EXPECT_EQ(parse_availability("away"), false);
  for (const char* text : {"", "busy", "Away", "true"}) EXPECT_EQ(parse_availability(text), std::nullopt) << text;
}

}  // namespace
}  // namespace onduty::domain
