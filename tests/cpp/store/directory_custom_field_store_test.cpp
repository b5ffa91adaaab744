#include "store/directory_custom_field_store.h"

#include "support/memory_database.h"

namespace onduty::store {
namespace {

using domain::CustomFieldType;
using testing::kNow;

class DirectoryCustomFieldStoreTest : public testing::MemoryDatabase {
 protected:
  DirectoryCustomFieldStoreTest() : store_(*connection_) { add_accounts(); }

  DirectoryCustomFieldStore store_;
};

TEST_F(DirectoryCustomFieldStoreTest, C5KeepsTypeAndOptionsInOrder) {
  CustomFieldRow row{0, "Plan", {CustomFieldType::kDropdown, {}}, false};
  row.id = store_.insert(1, row, R"(["b \"x\"","a"])", kNow);
  ASSERT_EQ(store_.all(1).size(), 1u);
  EXPECT_EQ(store_.all(1)[0].field, (domain::CustomField{CustomFieldType::kDropdown, {"b \"x\"", "a"}}));
  EXPECT_TRUE(store_.all(2).empty());
  row.field.type = CustomFieldType::kText;
  store_.update(row, "[]");
  EXPECT_EQ(store_.all(1)[0].field, (domain::CustomField{CustomFieldType::kText, {}}));
}

TEST_F(DirectoryCustomFieldStoreTest, I1RemovedOnesCanBeRestored) {
  const std::int64_t id = store_.insert(1, {0, "zip", {}, false}, "[]", kNow);
  store_.remove(id, kNow);
  EXPECT_TRUE(store_.all(1)[0].removed);
  store_.restore(id);
  EXPECT_FALSE(store_.all(1)[0].removed);
}

TEST_F(DirectoryCustomFieldStoreTest, CountsTheValuesOfContacts) {
  const std::int64_t id = store_.insert(1, {0, "zip", {}, false}, "[]", kNow);
  EXPECT_EQ(store_.count_values(id), 0);
  connection_->execute(
      "INSERT INTO contact(id, account_id, uuid, name, created_at)"
      " VALUES (1, 1, x'00000000000000000000000000000009', 'C', 0);"
      "INSERT INTO contact_field VALUES (1, 1, '\"0815\"')");
  EXPECT_EQ(store_.count_values(id), 1);
}

}  // namespace
}  // namespace onduty::store
