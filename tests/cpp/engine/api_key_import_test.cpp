#include "engine/api_key_import.h"

#include "base/digest.h"
#include "store/directory_api_key_store.h"
#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

class ApiKeyImportTest : public testing::ImportFixture {
 protected:
  static std::string key(const std::string& name, const std::string& rest) {
    return R"({"name": ")" + name + "\"" + (rest.empty() ? "" : ", " + rest) + "}";
  }
  static std::string keys(const std::string& list) { return "\"api_keys\": [" + list + "]"; }
  static std::string desk(const std::string& rest) { return keys(key("desk", rest)); }

  // The name of the key that the secret opens.
  std::string holder(const std::string& secret) {
    store::DirectoryApiKeyStore store(*connection_);
    const auto id = store.find_id_by_digest(base::digest(secret));
    return id ? text("SELECT name FROM api_key WHERE id = " + std::to_string(*id)) : "nobody";
  }
};

TEST_F(ApiKeyImportTest, I3KeepsADigestAndNeverTheSecret) {
  const std::string one = desk(R"("key": "test_secret")");
  EXPECT_EQ(imported(one).api_keys, (ImportCounts{1, 0, 0, 0}));
  EXPECT_EQ(holder("test_secret"), "desk");
  EXPECT_EQ(text("SELECT scopes || (user_id IS NULL) FROM api_key"), "31");
  EXPECT_EQ(testing::dump(*connection_).find("test_secret"), std::string::npos);
  expect_unchanged(one);
}

TEST_F(ApiKeyImportTest, I1WhatIsThereReplacesAndWhatIsAbsentStays) {
  const std::string users = R"("users": [{"email": "a@x", "name": "A"}, {"email": "b@x", "name": "B"}], )";
  imported(users + desk(R"("key": "test_secret", "scopes": ["read"], "user": "A@x")"));
  EXPECT_EQ(text("SELECT scopes || ':' || user_id FROM api_key"), "1:1");
  expect_unchanged(desk(""));
  EXPECT_EQ(imported(desk(R"("scopes": ["write", "act_for_others"], "user": "b@x")")).api_keys,
            (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(text("SELECT scopes || ':' || user_id FROM api_key"), "6:2");
  imported(desk(R"("user": null)"));
  EXPECT_EQ(text("SELECT user_id IS NULL FROM api_key"), "1");
  EXPECT_EQ(holder("test_secret"), "desk");
  EXPECT_EQ(catalogue_version(), 3);
}

TEST_F(ApiKeyImportTest, I1AnotherSecretReplaces) {
  imported(desk(R"("key": "test_secret")"));
  EXPECT_EQ(imported(desk(R"("key": "test_newer_secret")")).api_keys, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(holder("test_secret"), "nobody");
  EXPECT_EQ(holder("test_newer_secret"), "desk");
}

TEST_F(ApiKeyImportTest, I1SecretsCanBeSwapped) {
  imported(keys(key("a", R"("key": "test_secret_a")") + ", " + key("b", R"("key": "test_secret_b")")));
  const std::string swapped =
      keys(key("a", R"("key": "test_secret_b")") + ", " + key("b", R"("key": "test_secret_a")"));
  EXPECT_EQ(imported(swapped).api_keys, (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(holder("test_secret_a"), "b");
  expect_unchanged(swapped);
}

TEST_F(ApiKeyImportTest, I3TheSecretOfAnotherKeyIsRefusedAndNotShown) {
  imported(desk(R"("key": "test_secret")"));
  const Texts reason{"/api_keys/0/key: is in use already under another name or in another account"};
  EXPECT_EQ(refused(keys(key("other", R"("key": "test_secret")"))), reason);
  const std::string before = testing::dump(*connection_);
  const auto foreign = import(R"({"account": {"name": "other"}, )" + desk(R"("key": "test_secret")") + "}");
  ASSERT_FALSE(foreign.ok());
  EXPECT_EQ(problems(foreign.error()), reason);
  EXPECT_EQ(foreign.error().message.find("test_secret"), std::string::npos);
  EXPECT_EQ(testing::dump(*connection_), before);
}

TEST_F(ApiKeyImportTest, I2ANewKeyNeedsASecretAndKnownUsers) {
  EXPECT_EQ(refused(keys(key("a", "") + ", " + key("b", R"("key": "test_secret", "user": "nobody@x")"))),
            (Texts{"/api_keys/0/key: is required for a new API key",
                   "/api_keys/1/user: is not the e-mail of a user of this account"}));
}

TEST_F(ApiKeyImportTest, I4ARevokedKeyStaysSoAndTheReportSaysIt) {
  imported(desk(R"("key": "test_secret")"));
  now_.ms += 1000;
  EXPECT_EQ(imported(desk(R"("removed": true)")).api_keys, (ImportCounts{0, 0, 0, 1}));
  EXPECT_EQ(text("SELECT revoked_at FROM api_key"), "1700000001000");
  expect_unchanged(desk(R"("removed": true)"));
  const std::string again = desk(R"("key": "test_newer_secret", "scopes": ["read"], "user": "nobody@x")");
  expect_unchanged(again);
  EXPECT_EQ(imported(again).notes, Texts{"The API key \"desk\" was revoked, and stays so; the document still has it."});
  EXPECT_EQ(holder("test_newer_secret"), "nobody");
}

TEST_F(ApiKeyImportTest, I1RemovingAnUnknownKeyChangesNothing) {
  imported("");
  expect_unchanged(desk(R"("removed": true)"));
}

}  // namespace
}  // namespace onduty::engine
