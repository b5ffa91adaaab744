#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

using AccountKeysTest = testing::OpenSample;

TEST_F(AccountKeysTest, I3AKeyWorksFromItsCreationToItsRevocation) {
  const auto made = acme().create_api_key({"new", {"read", "write"}, {}});
  ASSERT_TRUE(made.ok());
  const std::string secret = made.value().secret;
  EXPECT_EQ(database_->authenticate(secret).value().name, "new");
  EXPECT_EQ(acme().api_keys().value().back(), made.value().key);
  ASSERT_TRUE(acme().revoke_api_key("new").value().changed);
  EXPECT_EQ(database_->authenticate(secret).error(), Error::of(ErrorCode::kUnauthorized));
  EXPECT_EQ(acme().api_keys().value().back().revoked_at, Instant{now_ms_->load()});
}

TEST_F(AccountKeysTest, L5AKeyThatAnotherProcessRevokedIsRefusedFromThenOn) {
  Database other = Database::open(sample_.path()).value();
  ASSERT_TRUE(database_->authenticate(testing::kSecret).ok());
  ASSERT_TRUE(other.account("acme").value().revoke_api_key("support desk").ok());
  EXPECT_EQ(database_->authenticate(testing::kSecret).error(), Error::of(ErrorCode::kUnauthorized));  // E2
}

// Also in the update's own transaction, for a request that was authenticated before.
TEST_F(AccountKeysTest, L5AnUpdateWithAKeyThatWasRevokedSinceIsRefused) {
  const ApiKey key = database_->authenticate(testing::kSecret).value();
  Database other = Database::open(sample_.path()).value();
  ASSERT_TRUE(other.account("acme").value().revoke_api_key("support desk").ok());
  const std::string before = dump();
  StatusRequest request = set_available(true);
  request.origin = {Way::kApi, std::nullopt, key.id};
  EXPECT_EQ(acme().update_status(request).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(dump(), before);
}

}  // namespace
}  // namespace onduty
