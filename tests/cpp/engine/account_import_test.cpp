#include "engine/account_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

class AccountImportTest : public testing::ImportFixture {
 protected:
  std::string account() {
    return text(
        "SELECT name || '|' || dashboard_url || '|' || bot_enabled || '|' || coalesce(bot_name, '-') FROM account");
  }
};

TEST_F(AccountImportTest, I1MakesTheAccountWithItsDefaults) {
  const auto report = import(R"({"account": {"name": "acme"}})");
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report.value().account_created);
  EXPECT_EQ(report.value().account, "acme");
  EXPECT_EQ(account(), "acme|https://dash.callbell.eu|0|-");
  EXPECT_EQ(catalogue_version(), 1);
}

TEST_F(AccountImportTest, I1WhatIsThereReplacesAndWhatIsAbsentStays) {
  ASSERT_TRUE(import(R"({"account": {"name": "acme", "dashboard_url": "https://x/",
                                     "bot": {"enabled": true, "name": "Bot"}}})")
                  .ok());
  EXPECT_EQ(account(), "acme|https://x|1|Bot");
  ASSERT_TRUE(import(R"({"account": {"name": "acme"}})").value().nothing_changed());
  const auto report = import(R"({"account": {"name": "acme", "bot": {"enabled": false}}})");
  EXPECT_TRUE(report.value().account_changed);
  EXPECT_FALSE(report.value().nothing_changed());
  EXPECT_EQ(account(), "acme|https://x|0|Bot");
  EXPECT_EQ(catalogue_version(), 2);
  ASSERT_TRUE(import(R"({"account": {"name": "acme", "bot": {"name": null}}})").ok());
  EXPECT_EQ(account(), "acme|https://x|0|-");
}

TEST_F(AccountImportTest, I1NothingOfOneAccountTouchesAnother) {
  const std::string entries = R"("users": [{"uuid": "00000000000000000000000000000001", "email": "a@b", "name": "A"}],
      "teams": [{"uuid": "00000000000000000000000000000001", "name": "T", "members": ["a@b"]}], "tags": ["VIP"],
      "custom_statuses": [{"id": "00000000000000000000000000000001", "name": "S"}],
      "custom_fields": [{"name": "zip", "type": "text"}],
      "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "assignedUser": "a@b", "tags": ["VIP"]}])";
  ASSERT_TRUE(import(R"({"account": {"name": "acme"}, )" + entries + "}").ok());
  const auto other = import(R"({"account": {"name": "other"}, )" + entries + "}");
  ASSERT_TRUE(other.ok());
  EXPECT_TRUE(other.value().account_created);
  EXPECT_EQ(other.value().users.created, 1);
  EXPECT_EQ(other.value().contacts.created, 1);
  expect_unchanged(entries);
}

}  // namespace
}  // namespace onduty::engine
