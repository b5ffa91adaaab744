#include "json/contact_update.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "json/status_request.h"

namespace onduty::json {
namespace {

std::vector<std::string> names(const ParamErrors& refused) {
  std::vector<std::string> found;
  for (const auto& entry : refused.entries()) found.push_back(entry.first);
  return found;
}

using Names = std::vector<std::string>;

constexpr char kHandOff[] =
    R"({"assigned_user": "john@example.com", "team_uuid": "ad42a09715814e6483b1c5debd6a2dbc", "tags": ["VIP", "Lead"],
        "custom_fields": {"zipCode": "0815", "age": 7.50, "Features": ["Dark Mode"]}, "bot_status": "bot_end"})";

void expect_hand_off(const ContactUpdate& update) {
  EXPECT_TRUE(update.refused.empty());
  EXPECT_EQ(update.assigned_user, "john@example.com");
  EXPECT_EQ(update.team, Uuid::parse("ad42a09715814e6483b1c5debd6a2dbc"));
  EXPECT_EQ(update.tags, (std::vector<std::string>{"VIP", "Lead"}));
  EXPECT_EQ(update.bot_status, "bot_end");
  ASSERT_EQ(update.custom_fields->size(), 3U);
  EXPECT_EQ(update.custom_fields->at(0).second->json, "\"0815\"");
  EXPECT_EQ(update.custom_fields->at(1).second->kind, CustomFieldValue::Kind::kNumber);
  EXPECT_EQ(update.custom_fields->at(2).second->items, (std::vector<std::string>{"Dark Mode"}));
}

TEST(ContactUpdate, H1ReadsTheKeysOfAHandOff) {
  const auto update = parse_status_update(kHandOff);
  ASSERT_TRUE(update.ok());
  expect_hand_off(update.value().hand_off);
  expect_hand_off(parse_hand_off(kHandOff).value());
  EXPECT_FALSE(parse_status_update(R"({"available": true})").value().hand_off.asks());
}

TEST(ContactUpdate, H1AHandOffHasNoKeysOfAPatch) {
  const auto update = parse_status_update(R"({"available": true, "name": "x", "note": "y", "unassign_user": true})");
  EXPECT_EQ(names(update.value().refused), (Names{"name", "note", "unassign_user"}));
}

TEST(ContactUpdate, S10C5ReadsTheKeysOfAPatch) {
  const auto update = parse_contact_update(R"({"name": "New", "note": "", "unassign_user": true, "tags": []})");
  ASSERT_TRUE(update.ok());
  EXPECT_TRUE(update.value().refused.empty());
  EXPECT_EQ(update.value().name, "New");
  EXPECT_EQ(update.value().note, "");
  EXPECT_TRUE(update.value().unassign_user);
  EXPECT_EQ(update.value().tags, std::vector<std::string>());
  expect_hand_off(parse_contact_update(kHandOff).value());
}

TEST(ContactUpdate, C5NullAndEmptyTextTakeAFieldAway) {
  const auto update = parse_contact_update(R"({"custom_fields": {"a": null, "b": "", "c": " "}})");
  ASSERT_TRUE(update.ok());
  EXPECT_FALSE(update.value().custom_fields->at(0).second);
  EXPECT_FALSE(update.value().custom_fields->at(1).second);
  EXPECT_TRUE(update.value().custom_fields->at(2).second);
}

TEST(ContactUpdate, U4EveryValueOfAWrongTypeIsNamed) {
  const auto update = parse_contact_update(
      R"({"name": null, "note": 1, "unassign_user": false, "tags": ["a", 1], "custom_fields": {"a": true, "b": {"c": 1}},
          "assigned_user": null, "team_uuid": null, "bot_status": "bot_pause", "available": true})");
  ASSERT_TRUE(update.ok());
  EXPECT_EQ(names(update.value().refused), (Names{"name", "note", "unassign_user", "tags", "custom_fields",
                                                  "assigned_user", "team_uuid", "bot_status", "available"}));
  EXPECT_EQ(update.value().refused.entries()[4].second.size(), 2U);
}

TEST(ContactUpdate, U4AFieldGivenTwiceIsNamed) {
  const auto update = parse_contact_update(R"({"custom_fields": {"a": "1", "\u0061": "2"}})");
  EXPECT_EQ(update.value().refused.entries()[0], (ParamErrors::Entry{"custom_fields", {"'a' is given twice"}}));
}

TEST(ContactUpdate, U3APatchThatAsksForNothingIsRefused) {
  EXPECT_EQ(names(parse_contact_update("{}").value().refused), (Names{"body"}));
  EXPECT_EQ(parse_contact_update("[]").error().code, ErrorCode::kMalformedJson);
}

}  // namespace
}  // namespace onduty::json
