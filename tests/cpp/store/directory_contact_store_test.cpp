#include "store/directory_contact_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using testing::kNow;

const Uuid kContact = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");

class DirectoryContactStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryContactStoreTest() : store_(*connection_) {
    add_accounts();
    connection_->execute(
        "INSERT INTO user VALUES (1, 1, x'00000000000000000000000000000001', 'a', 'a', 'A', 0, NULL);"
        "INSERT INTO team VALUES (1, 1, x'00000000000000000000000000000001', 'T', 0, 0, NULL);"
        "INSERT INTO tag VALUES (1, 1, 'a', 0, NULL), (2, 1, 'b', 0, NULL), (3, 1, 'c', 0, NULL);"
        "INSERT INTO custom_field VALUES (1, 1, 'zip', 'text', '[]', 0, NULL)");
    contact_.id = store_.insert(1, contact_);
  }

  DirectoryContactStore store_;
  ContactRow contact_{0,    kContact, "Jane", "123",     "https://a", kNow,        "whatsapp",
                      "c1", 1,        1,      "bot_end", "note",      std::nullopt};
};

TEST_F(DirectoryContactStoreTest, FindsEveryColumnOfContactsOfTheAccountOnly) {
  EXPECT_EQ(store_.find(1, kContact), contact_);
  EXPECT_EQ(store_.find(2, kContact), std::nullopt);
}

TEST_F(DirectoryContactStoreTest, I1UpdatesEveryColumnAndFindsRemovedOnes) {
  const ContactRow empty{contact_.id, kContact, "John", {}, {}, Instant{1}, {}, {}, {}, {}, {}, {}, kNow};
  store_.update(empty);
  EXPECT_EQ(store_.find(1, kContact), empty);
}

TEST_F(DirectoryContactStoreTest, S11TagsStandInTheContactsOrder) {
  store_.add_tags(contact_.id, {3, 1});
  EXPECT_EQ(store_.tags(contact_.id), (std::vector<std::int64_t>{3, 1}));
  store_.replace_tags(contact_.id, {1, 2, 3});
  EXPECT_EQ(store_.tags(contact_.id), (std::vector<std::int64_t>{1, 2, 3}));
  connection_->execute("UPDATE tag SET removed_at = 1 WHERE id = 2");
  EXPECT_EQ(store_.tags(contact_.id), (std::vector<std::int64_t>{1, 3}));
  store_.replace_tags(contact_.id, {});
  EXPECT_EQ(text("SELECT count(*) FROM contact_tag"), "0");
}

TEST_F(DirectoryContactStoreTest, C5FieldsAreSetReplacedAndCleared) {
  EXPECT_EQ(store_.field(contact_.id, 1), std::nullopt);
  store_.set_field(contact_.id, 1, "\"0815\"");
  EXPECT_EQ(store_.field(contact_.id, 1), "\"0815\"");
  store_.set_field(contact_.id, 1, "4711");
  EXPECT_EQ(store_.field(contact_.id, 1), "4711");
  store_.clear_field(contact_.id, 1);
  EXPECT_EQ(store_.field(contact_.id, 1), std::nullopt);
}

}  // namespace
}  // namespace onduty::store
