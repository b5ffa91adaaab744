#include "store/directory_reader.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::kAcme;

class DirectoryReaderTest : public ::testing::Test {
 protected:
  DirectoryReaderTest() : connection_(sample_.connect()), reader_(*connection_) {}

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  DirectoryReader reader_;
};

TEST_F(DirectoryReaderTest, FindsAccounts) {
  EXPECT_EQ(reader_.find_account("acme"), kAcme);
  EXPECT_EQ(reader_.find_account("Acme"), std::nullopt);
  EXPECT_EQ(reader_.account_names(), (std::vector<std::string>{"acme", "other"}));
}

TEST_F(DirectoryReaderTest, E2FindsKeysThatAreNotRevoked) {
  const auto key = reader_.find_api_key(base::digest(testing::kSecret));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "support desk");
  EXPECT_EQ(key->account, "acme");
  EXPECT_EQ(key->account_id, kAcme);
  EXPECT_TRUE(key->may_read && key->may_write && key->may_act_for_others);
  EXPECT_FALSE(reader_.find_api_key(base::digest(testing::kRevokedSecret)));
  EXPECT_FALSE(reader_.find_api_key(base::digest("test_unknown")));
  EXPECT_TRUE(reader_.is_api_key_active(1));
  EXPECT_FALSE(reader_.is_api_key_active(2));
  EXPECT_FALSE(reader_.is_api_key_active(99));
}

TEST_F(DirectoryReaderTest, E3KeysHaveTheirScopes) {
  connection_->execute("UPDATE api_key SET scopes = 1 WHERE id = 1");
  const auto key = reader_.find_api_key(base::digest(testing::kSecret));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->may_read);
  EXPECT_FALSE(key->may_write);
  EXPECT_FALSE(key->may_act_for_others);
}

TEST_F(DirectoryReaderTest, FindsPresentUsersByUuidAndFoldedEmail) {
  EXPECT_EQ(reader_.find_user(kAcme, testing::kJohn), (User{testing::kJohn, "John@example.com", "John"}));
  EXPECT_EQ(reader_.find_user_by_email(kAcme, "john@example.com")->uuid, testing::kJohn);
  EXPECT_FALSE(reader_.find_user_by_email(kAcme, "gone@example.com"));
  EXPECT_FALSE(reader_.find_user(kAcme, testing::kForeigner));
}

TEST_F(DirectoryReaderTest, S4FindsTheAccountsOwnCustomStatusesThatAreNotDestroyed) {
  const AccountCatalogue catalogue(reader_, kAcme);
  EXPECT_EQ(catalogue.find_custom_status(testing::kVacationing), 1);
  EXPECT_EQ(catalogue.find_custom_status(testing::kDestroyed), std::nullopt);
  EXPECT_EQ(catalogue.find_custom_status(testing::kForeignStatus), std::nullopt);
}

TEST_F(DirectoryReaderTest, C6FindsTheUserOfAKey) {
  EXPECT_EQ(reader_.find_user_of_api_key(1), std::nullopt);  // nobody's
  connection_->execute("UPDATE api_key SET user_id = 2 WHERE id = 1");
  EXPECT_EQ(reader_.find_user_of_api_key(1), (User{testing::kJohn, "John@example.com", "John"}));
  connection_->execute("UPDATE api_key SET user_id = 4 WHERE id = 1");
  EXPECT_EQ(reader_.find_user_of_api_key(1), std::nullopt);  // removed
  EXPECT_EQ(reader_.find_user_of_api_key(99), std::nullopt);
}

}  // namespace
}  // namespace onduty::store
