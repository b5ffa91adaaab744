#include "engine/api_key_change.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "support/dump.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

constexpr Instant kNow{1'700'000'100'000};

class ApiKeyChangeTest : public ::testing::Test {
 protected:
  ApiKeyChangeTest() : session_(sample_.connect()) {}

  std::int64_t catalogue_version() {
    return *session_.connection().query_integer("SELECT value FROM counter WHERE name = 'catalogue_version'");
  }
  std::string dump() { return testing::dump(session_.connection()); }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(ApiKeyChangeTest, I3ANewKeyIsKeptAsADigestAndKnownByItsSecret) {
  const auto made = create_api_key(session_, testing::kAcme, {"new", {"read"}, "JANE.doe@email.com"}, kNow);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made.value().key, (ApiKeyInfo{"new", {"read"}, "jane.doe@email.com", kNow, std::nullopt}));
  EXPECT_EQ(dump().find(made.value().secret), std::string::npos);
  const auto found = session_.directory().find_api_key(base::digest(made.value().secret));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "new");
  EXPECT_EQ(found->account_id, testing::kAcme);
  EXPECT_TRUE(found->may_read);
  EXPECT_FALSE(found->may_write);
  EXPECT_EQ(catalogue_version(), 1);
}

TEST_F(ApiKeyChangeTest, I3TheUserMayBeNamedByUuid) {
  const auto made = create_api_key(session_, testing::kAcme, {"new", {"read"}, testing::kJohn.dashed()}, kNow);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made.value().key.user, "John@example.com");
}

TEST_F(ApiKeyChangeTest, I3WhatIsWrongIsRefusedAndNothingIsWritten) {
  const std::string before = dump();
  const auto params = [&](const ApiKeyDraft& draft) {
    const auto made = create_api_key(session_, testing::kAcme, draft, kNow);
    EXPECT_FALSE(made.ok());
    std::vector<std::string> names;
    for (const auto& entry : made.error().params.entries()) names.push_back(entry.first);
    return names;
  };
  EXPECT_EQ(params({"support desk", {"read"}, {}}), std::vector<std::string>{"name"});
  EXPECT_EQ(params({"old desk", {"read"}, {}}), std::vector<std::string>{"name"});  // revoked
  EXPECT_EQ(params({"new", {"admin"}, {}}), std::vector<std::string>{"scopes"});
  for (const std::string& nobody : {std::string("gone@example.com"), testing::kForeigner.hex(), std::string("\xff")}) {
    EXPECT_EQ(params({"new", {"read"}, nobody}), std::vector<std::string>{"user"});
  }
  EXPECT_EQ(params({"", {}, "nobody"}), (std::vector<std::string>{"name", "scopes", "user"}));
  EXPECT_EQ(dump(), before);
}

TEST_F(ApiKeyChangeTest, I3ANameIsFreeInAnotherAccount) {
  EXPECT_TRUE(create_api_key(session_, testing::kOther, {"support desk", {"read"}, {}}, kNow).ok());
}

TEST_F(ApiKeyChangeTest, I3ARevokedKeyIsKnownNoMoreAndRevokingItAgainChangesNothing) {
  const auto revoked = revoke_api_key(session_, testing::kAcme, "support desk", kNow);
  ASSERT_TRUE(revoked.ok());
  EXPECT_TRUE(revoked.value().changed);
  EXPECT_EQ(revoked.value().key.revoked_at, kNow);
  EXPECT_EQ(session_.directory().find_api_key(base::digest(testing::kSecret)), std::nullopt);
  EXPECT_FALSE(session_.directory().is_api_key_active(1));
  EXPECT_EQ(catalogue_version(), 1);
  const std::string before = dump();
  const auto again = revoke_api_key(session_, testing::kAcme, "support desk", Instant{kNow.ms + 1});
  EXPECT_FALSE(again.value().changed);
  EXPECT_EQ(again.value().key.revoked_at, kNow);
  EXPECT_EQ(dump(), before);
}

TEST_F(ApiKeyChangeTest, I3AnUnknownNameIsToldAndSoIsAnotherAccountsKey) {
  const std::string before = dump();
  for (const auto& [account_id, name] : {std::pair(testing::kAcme, "nobody's"), {testing::kOther, "support desk"}}) {
    const auto refused = revoke_api_key(session_, account_id, name, kNow);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::kNotFound);
    EXPECT_NE(refused.error().message.find(name), std::string::npos);
  }
  EXPECT_EQ(dump(), before);
}

TEST_F(ApiKeyChangeTest, I3NamesAreTrimmedAndCheckedAsOtherNames) {
  const auto made = create_api_key(session_, testing::kAcme, {" new\t", {"read"}, {}}, kNow);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made.value().key.name, "new");
  for (const char* bad : {" support desk", " ", "a\x01z"}) {
    EXPECT_FALSE(create_api_key(session_, testing::kAcme, {bad, {"read"}, {}}, kNow).ok()) << bad;
  }
  EXPECT_TRUE(revoke_api_key(session_, testing::kAcme, " new", kNow).value().changed);
}

}  // namespace
}  // namespace onduty::engine
