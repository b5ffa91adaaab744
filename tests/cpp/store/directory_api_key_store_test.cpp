#include "store/directory_api_key_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

class DirectoryApiKeyStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryApiKeyStoreTest() : store_(*connection_) { add_accounts(); }

  ApiKeyRow add(const std::string& name, char digest) {
    ApiKeyRow key{0, name, std::string(32, digest), 3, std::nullopt, std::nullopt};
    key.id = store_.insert(1, key, testing::kNow);
    return key;
  }

  DirectoryApiKeyStore store_;
};

TEST_F(DirectoryApiKeyStoreTest, I3FindsByNameInTheAccountAndByDigestInAll) {
  const ApiKeyRow key = add("desk", '\0');
  EXPECT_EQ(store_.find(1, "desk"), key);
  EXPECT_EQ(store_.find(2, "desk"), std::nullopt);
  EXPECT_EQ(store_.find_id_by_digest(std::string(32, '\0')), key.id);
  EXPECT_EQ(store_.find_id_by_digest(std::string(31, '\0')), std::nullopt);
}

TEST_F(DirectoryApiKeyStoreTest, I4UpdatesAndFindsRevokedOnes) {
  ApiKeyRow key = add("desk", 'a');
  key.digest = std::string(32, 'b');
  key.scopes = 1;
  key.revoked_at = testing::kNow;
  store_.update(key);
  EXPECT_EQ(store_.find(1, "desk"), key);
}

TEST_F(DirectoryApiKeyStoreTest, I1ParkedSecretsCanBeSwapped) {
  ApiKeyRow first = add("first", 'a');
  ApiKeyRow second = add("second", 'b');
  store_.park_digest(first);
  store_.park_digest(second);
  std::swap(first.digest, second.digest);
  store_.update(first);
  store_.update(second);
  EXPECT_EQ(store_.find(1, "first"), first);
  EXPECT_EQ(store_.find(1, "second"), second);
}

}  // namespace
}  // namespace onduty::store
