#include "store/contact_store.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

class ContactStoreTest : public ::testing::Test {
 protected:
  ContactStoreTest() : connection_(sample_.connect()), store_(*connection_) {}

  testing::Sample sample_;
  std::unique_ptr<Connection> connection_;
  ContactStore store_;
};

TEST_F(ContactStoreTest, H2H3GivesTheUsersContactsInOrderOfUuid) {
  const ContactPage page = store_.assigned_to(1, std::nullopt, 20);
  ASSERT_EQ(page.contacts.size(), 3U);
  EXPECT_EQ(page.contacts[0].name, "First \"by\" uuid");
  EXPECT_EQ(page.contacts[1].name, "UPDATE Doe");
  EXPECT_EQ(page.contacts[2].name, "Last by uuid");
  EXPECT_EQ(page.next, std::nullopt);
  EXPECT_TRUE(store_.assigned_to(2, std::nullopt, 20).contacts.empty());
}

TEST_F(ContactStoreTest, S12TheSeedsContactIsWhole) {
  const Contact contact = store_.assigned_to(1, std::nullopt, 20).contacts[1];
  Contact expected;
  expected.uuid = testing::kJane;
  expected.name = "UPDATE Doe";
  expected.phone_number = "123456789";
  expected.created_at = *Instant::parse("2020-11-13T21:08:53Z");
  expected.source = "whatsapp";
  expected.href = "https://dash.callbell.eu/contacts/414a6d692bd645ed803f2e7ce360d4c8";
  expected.conversation_href = "https://dash.callbell.eu/chat/f3670b13446b412796238b1cd78899f9";
  expected.assigned_user = "jane.doe@email.com";
  EXPECT_EQ(contact, expected);
}

TEST_F(ContactStoreTest, TagsKeepTheirOrderAndFieldsTheirValues) {
  const Contact contact = store_.assigned_to(1, std::nullopt, 1).contacts[0];
  EXPECT_EQ(contact.tags, (std::vector<std::string>{"Lead", "VIP"}));
  ASSERT_EQ(contact.custom_fields.size(), 2U);
  EXPECT_EQ(contact.custom_fields[0], (std::pair<std::string, std::string>{"zipCode", "\"0815\""}));
  EXPECT_EQ(contact.custom_fields[1].second, "[\"Dark Mode\"]");
}

TEST_F(ContactStoreTest, H3PagesSkipAndRepeatNobody) {
  for (const int limit : {0, 1, 2, 3}) {
    std::vector<std::string> names;
    std::optional<Uuid> after;
    for (int pages = 0; pages < 4; ++pages) {
      // With room for none, the next page asks for the rest.
      const ContactPage page = store_.assigned_to(1, after, limit == 0 && pages > 0 ? 20 : limit);
      for (const Contact& contact : page.contacts) names.push_back(contact.name);
      if (!page.next) break;
      after = Uuid::parse(*page.next);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"First \"by\" uuid", "UPDATE Doe", "Last by uuid"})) << limit;
  }
}

TEST_F(ContactStoreTest, C7TheAccountsContactsStandInOrderOfCreationThenUuid) {
  connection_->execute(
      "INSERT INTO contact(id, account_id, uuid, name, created_at, removed_at) VALUES"
      " (10, 1, randomblob(16), 'Newest', 1605301733001, NULL), (11, 1, zeroblob(16), 'Removed', 1605301733000, 9),"
      " (12, 2, zeroblob(16), 'Foreign', 5, NULL)");
  std::vector<std::string> names;
  for (const Contact& contact : store_.list(testing::kAcme, {})) names.push_back(contact.name);
  EXPECT_EQ(names, (std::vector<std::string>{"First \"by\" uuid", "Nobody's", "UPDATE Doe", "Last by uuid", "Newest"}));
  EXPECT_EQ(store_.count(testing::kAcme, {}), 5);
  const ListKey jane = store_.key_of(testing::kAcme, testing::kJane).value();
  EXPECT_EQ(store_.count(testing::kAcme, jane), 2);
  EXPECT_EQ(store_.list(testing::kAcme, {jane, 1, 1}).at(0).name, "Newest");
  EXPECT_TRUE(store_.key_of(testing::kAcme, Uuid()));  // the removed one, whom the list goes on behind
  EXPECT_FALSE(store_.key_of(testing::kAcme, testing::kJohn));
}

}  // namespace
}  // namespace onduty::store
