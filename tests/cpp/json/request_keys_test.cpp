#include "json/request_keys.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace onduty::json {
namespace {

TEST(RequestKeys, U4VisitsEachKeyOnceAndRefusesTheRest) {
  ParamErrors refused;
  std::vector<std::string> visited;
  const auto read = read_keys(R"({"a": 1, "b": 2, "\u0061": 3, "c": 4})", refused,
                              [&](std::string_view name, simdjson::dom::element) {
                                visited.emplace_back(name);
                                return name != "c";
                              });
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(visited, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(refused.entries().size(), 2U);
  EXPECT_EQ(refused.entries()[0], (ParamErrors::Entry{"a", {"is given twice"}}));
  EXPECT_EQ(refused.entries()[1], (ParamErrors::Entry{"c", {"is not a parameter of this request"}}));
}

TEST(RequestKeys, E1E8WhatCannotBeReadIsTold) {
  ParamErrors refused;
  const auto read_all = [](std::string_view, simdjson::dom::element) { return true; };
  EXPECT_EQ(read_keys("[]", refused, read_all).error().code, ErrorCode::kMalformedJson);
  EXPECT_EQ(read_keys(std::string(kBodySizeMax + 1, ' '), refused, read_all).error().code, ErrorCode::kBodyTooLarge);
}

}  // namespace
}  // namespace onduty::json
