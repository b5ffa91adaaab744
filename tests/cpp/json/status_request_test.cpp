#include "json/status_request.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "json/request_keys.h"

namespace onduty::json {
namespace {

std::vector<std::string> refused_by(std::string_view body) {
  const auto update = parse_status_update(body);
  std::vector<std::string> named;
  if (!update.ok()) return {"malformed"};
  for (const auto& [param, reasons] : update.value().refused.entries()) named.push_back(param + " " + reasons.front());
  return named;
}

using Named = std::vector<std::string>;

TEST(StatusRequest, S1ReadsEveryKey) {
  const auto update = parse_status_update(
      R"({"available": true, "custom_status_uuid": "0D6041A2-8B88-49EC-A99B-A88A078A16C1",
          "uuid": "414a6d692bd645ed803f2e7ce360d4c8", "reason": "lunch \"out\""})");
  ASSERT_TRUE(update.ok());
  EXPECT_TRUE(update.value().refused.empty());
  EXPECT_EQ(update.value().available, true);
  EXPECT_EQ(update.value().custom_status.kind, CustomStatusUpdate::Kind::kAssign);
  EXPECT_EQ(update.value().custom_status.id, *Uuid::parse("0d6041a28b8849eca99ba88a078a16c1"));
  EXPECT_EQ(update.value().user, Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8"));
  EXPECT_EQ(update.value().reason, "lunch \"out\"");
}

TEST(StatusRequest, U3AbsentKeysStayAbsent) {
  const auto update = parse_status_update("{}");
  ASSERT_TRUE(update.ok());
  EXPECT_EQ(update.value().available, std::nullopt);
  EXPECT_EQ(update.value().custom_status.kind, CustomStatusUpdate::Kind::kKeep);
  EXPECT_EQ(update.value().reason, std::nullopt);
}

TEST(StatusRequest, S3OnlyTrueAndFalse) {
  for (const char* value : {"null", "1", "0", "\"true\"", "\"\"", "[]", "{}", "1.0", "[true]"}) {
    EXPECT_EQ(refused_by(R"({"available": )" + std::string(value) + "}"), (Named{"available must be true or false"}))
        << value;
  }
}

TEST(StatusRequest, S4NullUnassignsAndOtherTypesAreRefused) {
  const auto update = parse_status_update(R"({"custom_status_uuid": null})");
  ASSERT_TRUE(update.ok());
  EXPECT_EQ(update.value().custom_status.kind, CustomStatusUpdate::Kind::kClear);
  EXPECT_EQ(refused_by(R"({"custom_status_uuid": 7})"), (Named{"custom_status_uuid must be a uuid or null"}));
  EXPECT_EQ(refused_by(R"({"custom_status_uuid": ""})"), (Named{"custom_status_uuid is not a uuid"}));
}

TEST(StatusRequest, U4NamesEveryOffendingKey) {
  EXPECT_EQ(refused_by(R"({"colour": 1, "available": null, "reason": 5, "uuid": "x", "": 0})"),
            (Named{"colour is not a parameter of this request", "available must be true or false",
                   "reason must be a string", "uuid is not a uuid", " is not a parameter of this request"}));
}

TEST(StatusRequest, U4AKeyGivenTwiceIsRefusedInAnySpelling) {
  EXPECT_EQ(refused_by(R"({"available": true, "available": true})"), (Named{"available is given twice"}));
  EXPECT_EQ(refused_by(R"({"available": true, "\u0061vailable": false})"), (Named{"available is given twice"}));
}

TEST(StatusRequest, E8TakesBodiesUpToTheLimit) {
  const std::string head = R"({"available": true, "reason": ")";
  const std::string tail = "\"}";
  const std::string filling(kBodySizeMax - head.size() - tail.size(), 'x');
  EXPECT_TRUE(parse_status_update(head + filling + tail).ok());
  const auto update = parse_status_update(head + filling + "x" + tail);
  ASSERT_FALSE(update.ok());
  EXPECT_EQ(update.error().code, ErrorCode::kBodyTooLarge);
}

TEST(StatusRequest, U4ManyUnknownKeysAreAllNamed) {
  std::string body = "{";
  for (int i = 0; i < 5000; ++i) body += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
  EXPECT_EQ(refused_by(body + "}").size(), 5000U);
}

}  // namespace
}  // namespace onduty::json
