// The lists of Account (its other calls are in account_test.cpp).
#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

using AccountListsTest = testing::OpenSample;

TEST_F(AccountListsTest, ListsHoldTheAccountsOwnAlone) {
  EXPECT_EQ(acme().users({}).value().items.size(), 2U);
  EXPECT_EQ(acme().teams({}).value().items.size(), 1U);
  EXPECT_EQ(acme().team_members(testing::kGeneral, {}).value().items.size(), 2U);
  EXPECT_EQ(acme().all_contacts({}).value().items.size(), 4U);
  const Account other = database_->account("other").value();
  EXPECT_EQ(other.users({}).value().items.size(), 1U);
  EXPECT_EQ(other.all_contacts({}).value(), Page<Contact>());
}

TEST_F(AccountListsTest, U6AUserShowsThePresentStatus) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  const auto users = acme().users({}).value();
  EXPECT_EQ(users.items[0].status, acme().status(testing::kJohn).value());
  EXPECT_EQ(users.items[1].user, acme().find_user("jane.doe@email.com").value());
  EXPECT_EQ(users.items[1].status, acme().status(testing::kJane).value());
}

TEST_F(AccountListsTest, E4WhatIsForeignIsNotFound) {
  for (const Uuid& team : {testing::kForeignTeam, testing::kDissolved, Uuid()}) {
    EXPECT_EQ(acme().team(team).error(), Error::of(ErrorCode::kTeamNotFound));
    EXPECT_EQ(acme().team_members(team, {}).error(), Error::of(ErrorCode::kTeamNotFound));
  }
  const Account other = database_->account("other").value();
  EXPECT_EQ(other.contact(testing::kJane).error(), Error::of(ErrorCode::kContactNotFound));
  EXPECT_EQ(other.contact(Uuid()).error(), Error::of(ErrorCode::kContactNotFound));
}

TEST_F(AccountListsTest, C5AContactComesWithItsConversation) {
  ContactRequest request;
  request.contact = testing::kJane;
  request.update.note = "calls back";
  request.update.team = testing::kGeneral;
  request.update.bot_status = "bot_end";
  const auto changed = acme().update_contact(request);
  ASSERT_TRUE(changed.ok());
  const auto details = acme().contact(testing::kJane).value();
  EXPECT_EQ(details.contact, changed.value());
  EXPECT_EQ(details.conversation, (Conversation{testing::kGeneral, "bot_end", "calls back"}));
}

TEST_F(AccountListsTest, C6AKeyOfNobodyHasNoUser) {
  const ApiKey key = database_->authenticate(testing::kSecret).value();
  EXPECT_EQ(acme().user_of(key).value(), std::nullopt);
  sample_.connect()->execute("UPDATE api_key SET user_id = 1 WHERE id = 1");
  EXPECT_EQ(acme().user_of(key).value()->uuid, testing::kJane);
  sample_.connect()->execute("UPDATE api_key SET revoked_at = 1 WHERE id = 1");
  EXPECT_EQ(acme().user_of(key).error().code, ErrorCode::kUnauthorized);
}

TEST_F(AccountListsTest, AClosedDatabaseSaysSo) {
  const Account account = acme();
  database_->close();
  EXPECT_EQ(account.users({}).error().code, ErrorCode::kClosed);
  EXPECT_EQ(account.teams({}).error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty
