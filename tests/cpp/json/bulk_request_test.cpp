#include "json/bulk_request.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::json {
namespace {

constexpr char kJane[] = "414a6d692bd645ed803f2e7ce360d4c8";

using Named = std::vector<std::string>;

Named named(const ParamErrors& refused) {
  Named names;
  for (const auto& [param, reasons] : refused.entries()) names.push_back(param + " " + reasons.back());
  return names;
}

Named refused_of(std::string_view line) {
  const BulkUpdate update = parse_bulk_line(line, 1);
  return update.extras ? named(update.extras->refused) : Named();
}

TEST(BulkRequest, Q6ReadsUpdates) {
  const auto request = parse_bulk(
      R"({"updates": [{"uuid": "414A6D692BD645ED803F2E7CE360D4C8", "available": true},
                      {"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "custom_status_uuid": null, "reason": "off"}],
          "atomic": true})");
  ASSERT_TRUE(request.ok());
  EXPECT_TRUE(request.value().atomic);
  EXPECT_TRUE(request.value().refused.empty());
  ASSERT_EQ(request.value().updates.size(), 2U);
  const BulkUpdate& first = request.value().updates[0];
  EXPECT_EQ(first.user, Uuid::parse(kJane));
  EXPECT_EQ(first.available, true);
  EXPECT_EQ(first.extras, nullptr);  // the common update has none
  const BulkUpdate& second = request.value().updates[1];
  EXPECT_EQ(second.custom_status.kind, CustomStatusUpdate::Kind::kClear);
  EXPECT_EQ(second.reason, "off");
}

TEST(BulkRequest, U4WhatIsWrongWithTheWholeIsNamed) {
  const auto request = parse_bulk(R"({"updates": {}, "atomic": 1, "colour": 1, "atomic": true})");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(named(request.value().refused), (Named{"updates must be a list of updates", "atomic is given twice",
                                                   "colour is not a parameter of this request"}));
  EXPECT_EQ(named(parse_bulk("{}").value().refused), Named{"updates is required"});
  EXPECT_EQ(parse_bulk("[]").error().code, ErrorCode::kMalformedJson);
}

TEST(BulkRequest, E8TheLimitIsEightMiB) {
  const std::string body = R"({"updates": []})";
  EXPECT_TRUE(parse_bulk(body + std::string(kBulkBodySizeMax - body.size(), ' ')).ok());
  EXPECT_EQ(parse_bulk(body + std::string(kBulkBodySizeMax - body.size() + 1, ' ')).error().code,
            ErrorCode::kBodyTooLarge);
}

TEST(BulkLine, U4WhatIsWrongWithOneIsKeptWithIt) {
  EXPECT_EQ(refused_of(R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "available": 1, "colour": 2, "available": true,
                           "if_version": "1"})"),
            (Named{"colour is not a parameter of an update", "available must be true or false",
                   "if_version must be an integer"}));
  EXPECT_EQ(refused_of(R"({"available": true})"), Named{"uuid is required"});
  EXPECT_EQ(refused_of(R"({"uuid": 5})"), Named{"uuid must be a uuid"});
}

TEST(BulkLine, U4ManyUnknownKeysAreToldApart) {
  std::string line = "{";
  for (int i = 0; i < 20; ++i) line += "\"key" + std::to_string(i) + "\": 1, ";
  const Named refused = refused_of(line + R"("key3": 1, "key19": 2})");
  ASSERT_EQ(refused.size(), 21U);  // and uuid
  EXPECT_EQ(refused[3], "key3 is given twice");
  EXPECT_EQ(refused[4], "key4 is not a parameter of an update");
  EXPECT_EQ(refused[19], "key19 is given twice");
}

TEST(BulkLine, H1HandOffsAndConditionsAreRead) {
  const BulkUpdate update =
      parse_bulk_line(R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "tags": ["VIP"], "if_version": 3})", 1);
  EXPECT_TRUE(update.hands_off());
  EXPECT_EQ(update.extras->if_version->versions, std::vector<std::int64_t>{3});
  EXPECT_FALSE(parse_bulk_line(R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8"})", 1).hands_off());
}

TEST(BulkLine, E1WhatIsNoObjectCannotBeRead) {
  const Error nothing = *parse_bulk_line("[]", 7).extras->unreadable;
  EXPECT_EQ(nothing.code, ErrorCode::kMalformedJson);
  EXPECT_EQ(nothing.message.rfind("Line 7 is not a JSON object", 0), 0U);
  EXPECT_EQ(parse_bulk_line(std::string(70'000, ' '), 1).extras->unreadable->code, ErrorCode::kBodyTooLarge);
}

}  // namespace
}  // namespace onduty::json
