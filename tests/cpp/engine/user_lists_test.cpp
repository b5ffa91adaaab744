#include "engine/user_lists.h"

#include <gtest/gtest.h>

#include <tuple>

#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kAcme;

class UserListsTest : public ::testing::Test {
 protected:
  UserListsTest() : session_(sample_.connect()) {
    session_.connection().execute("UPDATE user_status SET available = 1, custom_status_id = 1 WHERE user_id = 1");
  }

  std::string names(const Result<Page<UserStatus>>& page) {
    if (!page.ok()) return "refused";
    std::string all;
    for (const UserStatus& user : page.value().items) all += (all.empty() ? "" : " ") + user.user.name;
    return all;
  }

  std::string users(const UserQuery& query) { return names(list_users(session_, kAcme, query)); }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(UserListsTest, FiltersApplyTogether) {
  EXPECT_EQ(users({}), "John Jane Doe");
  UserQuery query;
  query.team = testing::kGeneral;
  EXPECT_EQ(users(query), "John Jane Doe");
  query.custom_status = testing::kVacationing;
  EXPECT_EQ(users(query), "Jane Doe");
  query.available = false;
  EXPECT_EQ(users(query), "");
}

TEST_F(UserListsTest, C7WhatTheAccountDoesNotHaveIsNamed) {
  for (const auto& [team, status, after] :
       {std::tuple(testing::kForeignTeam, testing::kForeignStatus, testing::kForeigner),
        std::tuple(testing::kDissolved, testing::kDestroyed, Uuid()), std::tuple(Uuid(), Uuid(), Uuid())}) {
    UserQuery query;
    query.team = team;
    query.custom_status = status;
    query.part.after = after;
    query.refused.add("colour", "is not a parameter of this request");
    const auto page = list_users(session_, kAcme, query);
    ASSERT_FALSE(page.ok());
    std::string params;
    for (const auto& [param, reasons] : page.error().params.entries()) params += param + " ";
    EXPECT_EQ(params, "colour team custom_status after ");
  }
}

TEST_F(UserListsTest, C7PagesAreCounted) {
  UserQuery query;
  query.part.size = 1;
  query.part.page = 2;
  const auto second = list_users(session_, kAcme, query).value();
  EXPECT_EQ(names(second), "Jane Doe");
  EXPECT_EQ(second.page, 2);
  EXPECT_EQ(second.pages, 2);
  query.part.page = 1'000'000;
  const auto beyond = list_users(session_, kAcme, query).value();
  EXPECT_EQ(names(beyond), "");
  EXPECT_EQ(beyond.page, 1'000'000);
  EXPECT_EQ(beyond.pages, 2);
  query.part = ListPart::all();
  EXPECT_EQ(list_users(session_, kAcme, query).value().pages, 1);
}

TEST_F(UserListsTest, C7BehindOneTheListGoesOn) {
  UserQuery query;
  query.part.after = testing::kJohn;
  EXPECT_EQ(users(query), "Jane Doe");
  query.available = true;  // John, who is away, is not in this list
  EXPECT_EQ(users(query), "Jane Doe");
  query.part.after = testing::kRemoved;
  EXPECT_EQ(users(query), "Jane Doe");
}

TEST_F(UserListsTest, C4AnUnknownTeamIsToldFirst) {
  MemberQuery query;
  query.refused.add("status", "must be available or away");
  for (const Uuid& team : {testing::kForeignTeam, testing::kDissolved, Uuid()}) {
    EXPECT_EQ(list_members(session_, kAcme, team, query).error(), Error::of(ErrorCode::kTeamNotFound));
  }
  EXPECT_EQ(list_members(session_, kAcme, testing::kGeneral, query).error().code, ErrorCode::kInvalidParams);
}

TEST_F(UserListsTest, C4MembersCanBeThoseWhoAreAvailable) {
  MemberQuery query;
  EXPECT_EQ(names(list_members(session_, kAcme, testing::kGeneral, query)), "John Jane Doe");
  query.available = true;
  EXPECT_EQ(names(list_members(session_, kAcme, testing::kGeneral, query)), "Jane Doe");
  query.available = false;
  EXPECT_EQ(names(list_members(session_, kAcme, testing::kGeneral, query)), "John");
}

}  // namespace
}  // namespace onduty::engine
