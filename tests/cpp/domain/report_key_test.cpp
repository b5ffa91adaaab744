// The names of what reports tell apart.

#include <gtest/gtest.h>

#include "onduty/time_in_status.h"

namespace onduty {
namespace {

using Keys = std::vector<ReportKey>;

Keys accepted(std::string_view text) {
  ParamErrors refused;
  Keys keys = read_report_keys(text, refused);
  EXPECT_TRUE(refused.empty());
  return keys;
}

std::vector<std::string> reasons(std::string_view text) {
  ParamErrors refused;
  read_report_keys(text, refused);
  EXPECT_EQ(refused.entries().size(), 1U);
  return refused.empty() ? std::vector<std::string>() : refused.entries().front().second;
}

TEST(ReportKey, EveryKeyIsFoundByItsName) {
  for (const ReportKey key : {ReportKey::kUser, ReportKey::kTeam, ReportKey::kAvailable, ReportKey::kCustomStatus}) {
    EXPECT_EQ(report_key_from_name(report_key_name(key)), key);
  }
  EXPECT_EQ(report_key_name(ReportKey::kCustomStatus), "custom_status");
  EXPECT_EQ(report_key_from_name("users"), std::nullopt);
}

TEST(ReportKey, Q3ByNamesKeysInTheirOrder) {
  EXPECT_EQ(accepted("available,user"), (Keys{ReportKey::kAvailable, ReportKey::kUser}));
  EXPECT_EQ(accepted("team"), Keys{ReportKey::kTeam});
  EXPECT_EQ(accepted(""), Keys());
}

TEST(ReportKey, Q3WhatIsNoKeyOrIsThereTwiceIsRefused) {
  const std::vector<std::string> unknown{"must name user, team, available or custom_status, and nothing else"};
  for (const char* text : {"users", "user,", ",", ",user", "user, team", "USER"}) EXPECT_EQ(reasons(text), unknown);
  EXPECT_EQ(reasons("team,user,team"), std::vector<std::string>{"names team more than once"});
}

TEST(ReportKey, Q3ANameIsOneKey) {
  Keys keys;
  ParamErrors refused;
  add_report_key("team", keys, refused);
  EXPECT_TRUE(refused.empty());
  add_report_key("user,available", keys, refused);
  add_report_key("", keys, refused);
  EXPECT_EQ(keys, Keys{ReportKey::kTeam});
  EXPECT_EQ(refused.entries().front().second.size(), 1U);
}

}  // namespace
}  // namespace onduty
