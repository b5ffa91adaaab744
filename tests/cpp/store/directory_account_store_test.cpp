#include "store/directory_account_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using DirectoryAccountStoreTest = testing::MemoryDatabase;

TEST_F(DirectoryAccountStoreTest, FindsWhatWasInserted) {
  DirectoryAccountStore store(*connection_);
  EXPECT_EQ(store.find("acme"), std::nullopt);
  AccountRow account{0, "acme", "https://x", true, "My Bot"};
  account.id = store.insert(account, testing::kNow);
  EXPECT_EQ(store.find("acme"), account);
  EXPECT_EQ(store.find("Acme"), std::nullopt);
}

TEST_F(DirectoryAccountStoreTest, UpdatesAllButTheName) {
  DirectoryAccountStore store(*connection_);
  AccountRow account{0, "acme", "https://x", true, "My Bot"};
  account.id = store.insert(account, testing::kNow);
  account.dashboard_url = "https://y";
  account.bot_enabled = false;
  account.bot_name.reset();
  store.update(account);
  EXPECT_EQ(store.find("acme"), account);
}

TEST_F(DirectoryAccountStoreTest, RaisesTheCatalogueVersion) {
  DirectoryAccountStore store(*connection_);
  store.raise_catalogue_version();
  store.raise_catalogue_version();
  EXPECT_EQ(text("SELECT value FROM counter WHERE name = 'catalogue_version'"), "2");
}

}  // namespace
}  // namespace onduty::store
