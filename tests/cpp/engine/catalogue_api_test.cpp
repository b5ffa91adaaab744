#include "onduty/catalogue_api.h"

#include <gtest/gtest.h>

#include "onduty/error.h"

namespace onduty {
namespace {

using Kind = CustomStatusRequest::Kind;

CustomStatusCall call_for(const std::string& id) {
  CustomStatusCall call;
  call.id = id;
  call.origin = Origin{Way::kApi, "zoe", 7};
  call.refused.add("colour", "is not a parameter of this request");
  call.idempotency = Idempotency::of("k1", "PUT", "/", "");
  return call;
}

TEST(CatalogueApi, C8ReadsNameAndEmoji) {
  const auto request = read_create_call({}, R"({"name": "Lunch", "emoji": "🍝"})");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request.value().kind, Kind::kCreate);
  EXPECT_EQ(request.value().draft.name, "Lunch");
  EXPECT_EQ(request.value().draft.emoji, std::optional<std::optional<std::string>>("🍝"));
  EXPECT_TRUE(request.value().draft.refused.empty());
}

TEST(CatalogueApi, U4WhatTheWebLayerRefusesIsKeptWithTheRest) {
  const auto request = read_change_call(call_for("0d6041a28b8849eca99ba88a078a16c1"), R"({"name": 5})");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request.value().kind, Kind::kUpdate);
  EXPECT_EQ(request.value().id.dashed(), "0d6041a2-8b88-49ec-a99b-a88a078a16c1");
  ASSERT_EQ(request.value().draft.refused.entries().size(), 2U);
  EXPECT_EQ(request.value().draft.refused.entries()[1].first, "colour");
  EXPECT_EQ(request.value().origin.actor, "zoe");
  EXPECT_EQ(request.value().idempotency->key, "k1");
}

TEST(CatalogueApi, E4APathWithoutUuidNamesNothing) {
  EXPECT_EQ(read_change_call(call_for("lunch"), "{}").value().id, Uuid());
  const CustomStatusRequest destroy = read_destroy_call(call_for("lunch"));
  EXPECT_EQ(destroy.kind, Kind::kDestroy);
  EXPECT_EQ(destroy.id, Uuid());
  EXPECT_FALSE(destroy.draft.refused.empty());
}

TEST(CatalogueApi, E1WhatIsNoObjectIsRefused) {
  EXPECT_EQ(read_create_call({}, "[]").error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(read_change_call(call_for("x"), "").error().code, ErrorCode::kMalformedJson);
}

}  // namespace
}  // namespace onduty
