#include "store/api_key_list.h"

#include <gtest/gtest.h>

#include "support/memory_database.h"

namespace onduty::store {
namespace {

class ApiKeyListTest : public testing::MemoryDatabase {
 protected:
  ApiKeyListTest() {
    add_accounts();
    connection_->execute(
        "INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at)"
        " VALUES (1, 1, x'00000000000000000000000000000001', 'Jane@x.org', 'jane@x.org', 'Jane', 0);"
        "INSERT INTO api_key(id, account_id, name, digest, scopes, user_id, created_at, revoked_at) VALUES"
        " (1, 1, 'later', x'01', 7, 1, 20, NULL), (2, 1, 'earlier', x'02', 1, NULL, 10, 30),"
        " (3, 2, 'foreign', x'03', 3, NULL, 5, NULL)");
  }
};

TEST_F(ApiKeyListTest, I3HoldsAnAccountsKeysInOrderOfCreationRevokedOnesToo) {
  const auto keys = ApiKeyList(*connection_).all(1);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0], (ApiKeyInfo{"earlier", {"read"}, std::nullopt, Instant{10}, Instant{30}}));
  EXPECT_EQ(keys[1],
            (ApiKeyInfo{"later", {"read", "write", "act_for_others"}, "Jane@x.org", Instant{20}, std::nullopt}));
}

TEST_F(ApiKeyListTest, FindsByNameWithinTheAccount) {
  ApiKeyList list(*connection_);
  EXPECT_EQ(list.find(1, "earlier")->created_at, Instant{10});
  EXPECT_EQ(list.find(1, "foreign"), std::nullopt);
}

}  // namespace
}  // namespace onduty::store
