#include "store/user_list_store.h"

#include <gtest/gtest.h>

#include "support/memory_database.h"

namespace onduty::store {
namespace {

constexpr std::int64_t kAcme = 1;

// Twelve users of acme, by name "0" to "11", two of each instant of creation; names run against the order of creation
// and of uuids. Every third is available, every fourth has the custom status 1, the even ones are in team 1; "5" is
// removed.
class UserListStoreTest : public testing::MemoryDatabase {
 protected:
  UserListStoreTest() : store_(*connection_) {
    add_accounts();
    connection_->execute(
        "INSERT INTO custom_status VALUES (1, 1, zeroblob(16), 'Lunch', 'lunch', '🍝', 0, 0, NULL);"
        "INSERT INTO team VALUES (1, 1, zeroblob(16), 'T', 0, 0, NULL), (2, 1, randomblob(16), 'U', 0, 0, NULL);"
        "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 11)"
        " INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at, removed_at)"
        " SELECT i + 1, 1, uuid, i || '@x', i || '@x', i, 5 - i / 2, iif(i = 5, 9, NULL) FROM"
        " (SELECT i, CAST(printf('%016d', i) AS BLOB) AS uuid FROM n);"
        "INSERT INTO user VALUES (100, 2, zeroblob(16), 'f@x', 'f@x', 'foreign', 0, NULL);"
        "INSERT INTO user_status SELECT id, (id - 1) % 3 = 0, iif((id - 1) % 4 = 0, 1, NULL), created_at, 7, 3 FROM "
        "user;"
        "INSERT INTO team_member SELECT 1, id FROM user WHERE (id - 1) % 2 = 0 AND account_id = 1");
  }

  std::string names(const UserFilter& filter, const ListBounds& bounds = {}) {
    std::string all;
    for (const UserStatus& user : store_.list(kAcme, filter, bounds)) all += (all.empty() ? "" : " ") + user.user.name;
    return all;
  }

  ListKey key_of(int number) {
    const Uuid uuid = uuid_of(number);
    return store_.key_of(kAcme, uuid).value();
  }

  Uuid uuid_of(int number) {
    Statement find(*connection_, "SELECT uuid FROM user WHERE id = ?1");
    Query row(find, number + 1);
    EXPECT_TRUE(row.next());
    return row->uuid(0);
  }

  UserListStore store_;
};

TEST_F(UserListStoreTest, C7OrderIsCreationThenUuid) {
  EXPECT_EQ(names({}), "10 11 8 9 6 7 4 2 3 0 1");
  EXPECT_EQ(store_.count(kAcme, {}, {}), 11);
}

TEST_F(UserListStoreTest, EveryFilterNarrowsTheListDown) {
  EXPECT_EQ(names({true, {}, {}}), "9 6 3 0");
  EXPECT_EQ(names({false, {}, {}}), "10 11 8 7 4 2 1");
  EXPECT_EQ(names({{}, 1, {}}), "10 8 6 4 2 0");
  EXPECT_EQ(names({{}, {}, 1}), "8 4 0");
  EXPECT_EQ(names({true, 1, {}}), "6 0");
  EXPECT_EQ(names({true, {}, 1}), "0");
  EXPECT_EQ(names({false, 1, 1}), "8 4");
  EXPECT_EQ(names({{}, 2, {}}), "");
}

TEST_F(UserListStoreTest, CountsAreThoseOfTheLists) {
  const std::int64_t everything = 20;
  for (const UserFilter& filter : {UserFilter{}, UserFilter{true, {}, {}}, UserFilter{{}, 1, {}}, UserFilter{{}, {}, 1},
                                   UserFilter{false, 1, 1}}) {
    for (const ListKey& after : {ListKey(), key_of(8), key_of(5)}) {
      const auto list = store_.list(kAcme, filter, {after, 0, everything});
      EXPECT_EQ(store_.count(kAcme, filter, after), static_cast<std::int64_t>(list.size()));
    }
  }
}

TEST_F(UserListStoreTest, C7APartHasItsBounds) {
  EXPECT_EQ(names({}, {{}, 0, 3}), "10 11 8");
  EXPECT_EQ(names({}, {{}, 9, 3}), "0 1");
  EXPECT_EQ(names({}, {{}, 99, 3}), "");
  EXPECT_EQ(names({}, {key_of(8), 0, 3}), "9 6 7");
  EXPECT_EQ(names({{}, 1, {}}, {key_of(8), 1, 3}), "4 2 0");
}

TEST_F(UserListStoreTest, C7AListGoesOnBehindWhoIsNotInItAnyMore) {
  EXPECT_EQ(names({}, {key_of(5), 0, 3}), "2 3 0");         // removed
  EXPECT_EQ(names({{}, {}, 1}, {key_of(9), 0, 3}), "4 0");  // never had the custom status
}

TEST_F(UserListStoreTest, E4OnlyTheAccountsOwnHaveAPlaceInTheList) {
  Statement find(*connection_, "SELECT uuid FROM user WHERE id = 100");
  Query row(find);
  ASSERT_TRUE(row.next());
  EXPECT_EQ(store_.key_of(kAcme, row->uuid(0)), std::nullopt);
  EXPECT_NE(store_.key_of(2, row->uuid(0)), std::nullopt);
}

TEST_F(UserListStoreTest, GivesTheWholeStatus) {
  const UserStatus user = store_.list(kAcme, {}, {{}, 9, 1}).at(0);
  EXPECT_EQ(user.user, (User{uuid_of(0), "0@x", "0"}));
  EXPECT_EQ(user.status.user, user.user.uuid);
  EXPECT_TRUE(user.status.available);
  EXPECT_EQ(user.status.available_updated_at, Instant{5});
  EXPECT_EQ(user.status.custom_status, (CustomStatus{Uuid(), "Lunch", "🍝"}));
  EXPECT_EQ(user.status.custom_status_updated_at, Instant{7});
  EXPECT_EQ(user.status.version, 3);
}

}  // namespace
}  // namespace onduty::store
