#include "store/directory_user_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using testing::kNow;

const Uuid kJane = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
const Uuid kJohn = *Uuid::parse("00000000000000000000000000000002");

class DirectoryUserStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryUserStoreTest() : store_(*connection_) { add_accounts(); }

  UserRow add(const Uuid& uuid, const std::string& email) {
    UserRow user{0, uuid, email, email, "Name", kNow, std::nullopt};
    user.id = store_.insert(1, user);
    connection_->execute(
        ("INSERT INTO user_status VALUES (" + std::to_string(user.id) + ", 0, NULL, 5, 5, 0)").c_str());
    return user;
  }

  void remove(UserRow& user, Instant at) {
    user.removed_at = at;
    store_.update(user);
  }

  DirectoryUserStore store_;
};

TEST_F(DirectoryUserStoreTest, FindsUsersOfTheAccountOnly) {
  const UserRow jane = add(kJane, "jane@x");
  EXPECT_EQ(store_.find(1, kJane), jane);
  EXPECT_EQ(store_.find(2, kJane), std::nullopt);
  EXPECT_EQ(store_.find_by_email(1, "jane@x"), jane);
  EXPECT_EQ(store_.find_by_email(2, "jane@x"), std::nullopt);
  EXPECT_EQ(store_.find_id_by_email(1, "jane@x"), jane.id);
  EXPECT_EQ(store_.find_id_by_email(1, "john@x"), std::nullopt);
}

TEST_F(DirectoryUserStoreTest, I1RemovedUsersAreFoundByUuidAndNotByEmail) {
  UserRow jane = add(kJane, "jane@x");
  UserRow john = add(kJohn, "john@x");
  remove(john, Instant{7});
  remove(jane, Instant{8});
  EXPECT_EQ(store_.find(1, kJane), jane);
  EXPECT_EQ(store_.find_by_email(1, "jane@x"), std::nullopt);
  EXPECT_EQ(store_.find_id_by_email(1, "jane@x"), std::nullopt);
}

TEST_F(DirectoryUserStoreTest, I1ParkedEmailsCanBeSwapped) {
  UserRow jane = add(kJane, "jane@x");
  UserRow john = add(kJohn, "john@x");
  store_.park_email(jane);
  store_.park_email(john);
  std::swap(jane.email, john.email);
  std::swap(jane.email_folded, john.email_folded);
  store_.update(jane);
  store_.update(john);
  EXPECT_EQ(store_.find_by_email(1, "jane@x"), john);
  EXPECT_EQ(store_.find_by_email(1, "john@x"), jane);
}

TEST_F(DirectoryUserStoreTest, I1DetachesFromTeamsContactsAndKeys) {
  UserRow jane = add(kJane, "jane@x");
  const std::string id = std::to_string(jane.id);
  connection_->execute(("INSERT INTO team VALUES (1, 1, x'00000000000000000000000000000001', 'T', 0, 0, NULL);"
                        "INSERT INTO team_member VALUES (1, " +
                        id +
                        ");"
                        "INSERT INTO contact(account_id, uuid, name, created_at, assigned_user_id)"
                        " VALUES (1, x'00000000000000000000000000000009', 'C', 0, " +
                        id +
                        ");"
                        "INSERT INTO api_key VALUES (1, 1, 'K', x'00', 1, " +
                        id + ", 0, NULL)")
                           .c_str());
  store_.detach(jane.id);
  EXPECT_EQ(text("SELECT count(*) FROM team_member"), "0");
  EXPECT_EQ(text("SELECT assigned_user_id IS NULL FROM contact"), "1");
  store_.detach_api_keys(1);
  EXPECT_EQ(text("SELECT user_id FROM api_key"), id);
  remove(jane, kNow);
  store_.detach_api_keys(2);
  EXPECT_EQ(text("SELECT user_id FROM api_key"), id);
  store_.detach_api_keys(1);
  EXPECT_EQ(text("SELECT user_id IS NULL FROM api_key"), "1");
}

TEST_F(DirectoryUserStoreTest, U6ClocksOfUntouchedHalvesMoveWithTheCreation) {
  const UserRow jane = add(kJane, "jane@x");
  EXPECT_EQ(store_.first_change_at(jane.id), std::nullopt);
  store_.move_untouched_clocks(jane.id, Instant{3});
  EXPECT_EQ(text("SELECT available_at || '|' || custom_status_at FROM user_status"), "3|3");
  connection_->execute(("INSERT INTO status_history(user_id, at, version, available_before, available_after, way)"
                        " VALUES (" +
                        std::to_string(jane.id) + ", 9, 1, 0, 1, 1)")
                           .c_str());
  store_.move_untouched_clocks(jane.id, Instant{4});
  EXPECT_EQ(text("SELECT available_at || '|' || custom_status_at FROM user_status"), "3|4");
  EXPECT_EQ(store_.first_change_at(jane.id), Instant{9});
}

}  // namespace
}  // namespace onduty::store
