#include "engine/contact_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kRest[] = R"(
    "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane.doe@email.com", "name": "Jane"},
              {"uuid": "00000000000000000000000000000002", "email": "john@x", "name": "John"}],
    "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "General"}],
    "tags": ["VIP", "Lead", "New"],
    "custom_fields": [{"name": "zip", "type": "text"}, {"name": "Orders", "type": "number"},
                      {"name": "Features", "type": "checkbox", "options": ["Dark Mode", "Reports"]}])";

constexpr char kSeed[] = R"("contacts": [{
      "uuid": "414a6d692bd645ed803f2e7ce360d4c8",
      "name": "UPDATE Doe",
      "phoneNumber": "123456789",
      "avatarUrl": null,
      "createdAt": "2020-11-13T21:08:53Z",
      "source": "whatsapp",
      "href": "https://dash.callbell.eu/contacts/414a6d692bd645ed803f2e7ce360d4c8",
      "conversationHref": "https://dash.callbell.eu/chat/f3670b13446b412796238b1cd78899f9",
      "tags": [],
      "assignedUser": "jane.doe@email.com",
      "customFields": {}
    }])";

class ContactImportTest : public testing::ImportFixture {
 protected:
  ContactImportTest() { imported(kRest); }

  static std::string contact(const std::string& rest) {
    return R"("contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", )" + rest + "}]";
  }
  static std::string named(const std::string& rest) { return contact(R"("name": "C", )" + rest); }

  std::string column(const std::string& name) { return text("SELECT coalesce(" + name + ", '-') FROM contact"); }
  std::string tags() {
    return text("SELECT t.name FROM contact_tag c JOIN tag t ON t.id = c.tag_id ORDER BY c.position");
  }
  std::string fields() {
    return text(
        "SELECT f.name || '=' || c.value FROM contact_field c JOIN custom_field f ON f.id = c.field_id ORDER BY f.id");
  }
};

TEST_F(ContactImportTest, S12KeepsTheContactOfTheSeed) {
  const auto version = catalogue_version();
  EXPECT_EQ(imported(kSeed).contacts, (ImportCounts{1, 0, 0, 0}));
  EXPECT_EQ(
      text("SELECT name || '|' || phone_number || '|' || (avatar_url IS NULL) || '|' || created_at || '|' || source"
           " || '|' || conversation_id || '|' || assigned_user_id FROM contact"),
      "UPDATE Doe|123456789|1|1605301733000|whatsapp|f3670b13446b412796238b1cd78899f9|1");
  EXPECT_EQ(catalogue_version(), version);
  expect_unchanged(kSeed);
  expect_unchanged(kSeed, overwriting());
}

TEST_F(ContactImportTest, I1WhatIsThereReplacesAndWhatIsAbsentStays) {
  imported(kSeed);
  expect_unchanged(contact(R"("removed": false)"));
  EXPECT_EQ(imported(contact(R"("name": "Doe", "phoneNumber": null, "avatarUrl": "https://a", "source": null,
      "createdAt": "2021-01-01T00:00:00Z", "conversationHref": null, "note": "n",
      "team_uuid": "ad42a09715814e6483b1c5debd6a2dbc")"))
                .contacts,
            (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(text("SELECT name || '|' || (phone_number IS NULL) || '|' || avatar_url || '|' || created_at || '|' ||"
                 " (source IS NULL) || (conversation_id IS NULL) || note || team_id || assigned_user_id FROM contact"),
            "Doe|1|https://a|1609459200000|11n11");
  imported(contact(R"("note": "", "team_uuid": null)"));
  EXPECT_EQ(column("note") + column("team_id"), "--");
  expect_unchanged(contact(R"("note": "")"));
}

TEST_F(ContactImportTest, I1ANewContactIsCreatedNow) {
  imported(contact(R"("name": "C")"));
  EXPECT_EQ(column("created_at"), "1700000000000");
}

TEST_F(ContactImportTest, S6ANewContactStartsTheBotWhereOneIsEnabled) {
  imported(contact(R"("name": "C")"));
  EXPECT_EQ(column("bot_status"), "-");
  ASSERT_TRUE(import(R"({"account": {"name": "acme", "bot": {"enabled": true}}})").ok());
  imported(R"("contacts": [{"uuid": "00000000000000000000000000000001", "name": "D"},
                           {"uuid": "00000000000000000000000000000002", "name": "E", "bot_status": "bot_end"}])");
  EXPECT_EQ(column("bot_status"), "- bot_start bot_end");
  imported(contact(R"("bot_status": "bot_end")"));
  EXPECT_EQ(column("bot_status"), "bot_end bot_start bot_end");
}

TEST_F(ContactImportTest, S5ABotStatusNeedsABot) {
  EXPECT_EQ(refused(named(R"("bot_status": "bot_start")")),
            Texts{"/contacts/0/bot_status: must be null: the account's bot is not enabled"});
  imported(named(R"("bot_status": null)"));
}

TEST_F(ContactImportTest, I4StateAppliesToNewContacts) {
  const std::string with_state = named(R"("tags": ["New", "VIP"], "assignedUser": "JOHN@x",
      "customFields": {"zip": "0815", "Orders": 7, "Features": [ "Reports" ]})");
  imported(with_state);
  EXPECT_EQ(column("assigned_user_id"), "2");
  EXPECT_EQ(tags(), "New VIP");
  EXPECT_EQ(fields(), R"(zip="0815" Orders=7 Features=["Reports"])");
  expect_unchanged(with_state);
  expect_unchanged(with_state, overwriting());
}

TEST_F(ContactImportTest, I4ImportingAgainNeverUndoesWhatHappenedSince) {
  imported(kSeed);
  expect_unchanged(contact(R"("tags": ["VIP"], "assignedUser": null, "customFields": {"zip": "1"})"));
  EXPECT_EQ(column("assigned_user_id"), "1");
  EXPECT_EQ(tags() + fields(), "");
}

TEST_F(ContactImportTest, I4OverwriteStateReplacesTagsAndMergesFields) {
  imported(named(R"("tags": ["VIP", "Lead"], "customFields": {"zip": "0815", "Orders": 7})"));
  const std::string other = contact(R"("tags": ["New", "VIP"], "assignedUser": "john@x",
      "customFields": {"Orders": "8", "Features": []})");
  EXPECT_EQ(imported(other, overwriting()).contacts, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(column("assigned_user_id"), "2");
  EXPECT_EQ(tags(), "New VIP");
  EXPECT_EQ(fields(), R"(zip="0815" Orders="8" Features=[])");
  expect_unchanged(other, overwriting());
  imported(contact(R"("tags": [], "assignedUser": null, "customFields": {"zip": null, "Orders": ""})"), overwriting());
  EXPECT_EQ(column("assigned_user_id"), "-");
  EXPECT_EQ(tags(), "");
  EXPECT_EQ(fields(), "Features=[]");
}

TEST_F(ContactImportTest, I4OverwriteStateLeavesAbsentStateAlone) {
  imported(named(R"("tags": ["VIP"], "assignedUser": "john@x", "customFields": {"zip": "0815"})"));
  expect_unchanged(named(R"("customFields": {})"), overwriting());
}

TEST_F(ContactImportTest, S11TheOrderOfTagsIsState) {
  imported(named(R"("tags": ["VIP", "Lead"])"));
  EXPECT_EQ(imported(named(R"("tags": ["Lead", "VIP"])"), overwriting()).contacts, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(tags(), "Lead VIP");
}

TEST_F(ContactImportTest, S7S8S9UnknownReferencesAreRefusedEachAtItsPlace) {
  const Texts expected{"/contacts/0/assignedUser: is not the e-mail of a user of this account",
                       "/contacts/0/team_uuid: is not a team of this account",
                       "/contacts/0/tags/1: is not a tag of this account",
                       "/contacts/0/customFields/a~1b: is not a custom field of this account"};
  const std::string unknown = R"("assignedUser": "nobody@x", "team_uuid": "00000000000000000000000000000077",
      "tags": ["VIP", "vip"], "customFields": {"zip": "1", "a/b": "2"})";
  EXPECT_EQ(refused(named(unknown)), expected);
  imported(contact(R"("name": "C")"));
  EXPECT_EQ(refused(contact(unknown)), expected);
  EXPECT_EQ(refused(contact(unknown), overwriting()), expected);
}

TEST_F(ContactImportTest, I2WhatTheDocumentRemovesCannotBeReferredTo) {
  EXPECT_EQ(refused(R"("users": [{"email": "john@x", "removed": true}], "tags": [{"name": "VIP", "removed": true}],
      "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "removed": true}],
      "custom_fields": [{"name": "zip", "removed": true}], )" +
                    named(R"("assignedUser": "john@x", "tags": ["VIP"],
      "team_uuid": "ad42a09715814e6483b1c5debd6a2dbc", "customFields": {"zip": "1"})"))
                .size(),
            4u);
}

TEST_F(ContactImportTest, C5ValuesMustFitTheirFields) {
  EXPECT_EQ(
      refused(named(R"("customFields": {"zip": 5, "Orders": "many", "Features": ["Dark Mode", "Light Mode"]})")),
      (Texts{"/contacts/0/customFields/zip: must be a string", "/contacts/0/customFields/Orders: must be a number",
             "/contacts/0/customFields/Features: must be a list of the field's options: Dark Mode, Reports"}));
}

TEST_F(ContactImportTest, C5ValuesAreCheckedAgainstTheFieldsOfTheSameDocument) {
  const std::string narrowed =
      R"("custom_fields": [{"name": "Features", "type": "checkbox", "options": ["Reports"]}], )";
  EXPECT_EQ(refused(narrowed + named(R"("customFields": {"Features": ["Dark Mode"]})")).size(), 1u);
  imported(narrowed + named(R"("customFields": {"Features": ["Reports"]})"));
}

TEST_F(ContactImportTest, I2ANewContactNeedsANameAndNoFuture) {
  EXPECT_EQ(refused(contact(R"("createdAt": "2100-01-01T00:00:00Z")")),
            (Texts{"/contacts/0/createdAt: lies in the future", "/contacts/0/name: is required for a new contact"}));
}

TEST_F(ContactImportTest, I1RemovedContactsComeBackAsTheyWere) {
  imported(named(R"("tags": ["VIP"], "assignedUser": "john@x", "customFields": {"zip": "0815"})"));
  const std::string removal = contact(R"("removed": true, "assignedUser": "nobody@x")");
  EXPECT_EQ(imported(removal).contacts, (ImportCounts{0, 0, 0, 1}));
  EXPECT_EQ(column("removed_at"), "1700000000000");
  expect_unchanged(removal);
  EXPECT_EQ(imported(contact(R"("name": "C")")).contacts, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(column("removed_at") + column("assigned_user_id") + tags() + fields(), "-2VIPzip=\"0815\"");
  expect_unchanged(R"("contacts": [{"uuid": "00000000000000000000000000000077", "removed": true}])");
}

}  // namespace
}  // namespace onduty::engine
