#include "json/directory_contacts.h"

#include <gtest/gtest.h>

#include "support/directory_entry.h"

namespace onduty::json {
namespace {

using testing::EntryProblems;
using testing::read;

std::string contact(const std::string& rest) { return R"({"uuid": "414a6d692bd645ed803f2e7ce360d4c8", )" + rest + "}"; }

TEST(DirectoryContacts, S12ReadsTheContactOfTheSeed) {
  const auto [found, problems] = read(read_contact, R"({
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
    })");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(found.uuid.hex(), "414a6d692bd645ed803f2e7ce360d4c8");
  EXPECT_EQ(found.name, "UPDATE Doe");
  EXPECT_EQ(**found.phone_number, "123456789");
  EXPECT_TRUE(found.avatar_url.has_value() && !found.avatar_url->has_value());
  EXPECT_EQ(found.created_at, Instant::parse("2020-11-13T21:08:53Z"));
  EXPECT_EQ(**found.source, "whatsapp");
  EXPECT_EQ(**found.conversation_id, "f3670b13446b412796238b1cd78899f9");
  EXPECT_EQ(found.tags, std::vector<std::string>());
  EXPECT_EQ(**found.assigned_user, "jane.doe@email.com");
  EXPECT_TRUE(found.custom_fields.empty());
}

TEST(DirectoryContacts, I1ReadsWhatGoesWithTheConversation) {
  const auto [found, problems] = read(read_contact, contact(R"("team_uuid": "ad42a09715814e6483b1c5debd6a2dbc",
      "bot_status": "bot_end", "note": "one\ntwo", "removed": true)"));
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ((**found.team).hex(), "ad42a09715814e6483b1c5debd6a2dbc");
  EXPECT_EQ(**found.bot_status, "bot_end");
  EXPECT_EQ(**found.note, "one\ntwo");
  EXPECT_TRUE(found.removed);
}

TEST(DirectoryContacts, I1NullIsNotAbsent) {
  const auto [found, problems] = read(read_contact, contact(R"("conversationHref": null, "assignedUser": null,
      "team_uuid": null, "bot_status": null, "note": null, "phoneNumber": null, "source": null)"));
  EXPECT_EQ(problems, EntryProblems());
  for (const auto& member :
       {found.conversation_id, found.assigned_user, found.bot_status, found.note, found.phone_number, found.source}) {
    EXPECT_TRUE(member.has_value() && !member->has_value());
  }
  EXPECT_FALSE(read(read_contact, contact(R"("name": "a")")).entry.note.has_value());
}

TEST(DirectoryContacts, I1TheConversationIsTheLastPartOfItsAddress) {
  const auto id_of = [](const std::string& address) {
    return read(read_contact, contact(R"("conversationHref": ")" + address + "\""));
  };
  EXPECT_EQ(**id_of("https://x/chat/abc?from=1#end").entry.conversation_id, "abc");
  EXPECT_EQ(**id_of("/chat/abc").entry.conversation_id, "abc");
  for (const char* bad : {"https://x/chat/", "abc", "?/a"}) {
    EXPECT_EQ(id_of(bad).problems, EntryProblems{"/0/conversationHref: must be an address that ends with the "
                                                 "conversation's id, or null"});
  }
}

TEST(DirectoryContacts, C5ReadsCustomFieldsOfEveryForm) {
  const auto [found, problems] =
      read(read_contact, contact(R"("customFields": {"a": "x", "b": 1.5, "c": ["y"], "d": null, "e": ""})"));
  EXPECT_EQ(problems, EntryProblems());
  ASSERT_EQ(found.custom_fields.size(), 5u);
  EXPECT_EQ(found.custom_fields[0].second->json, "\"x\"");
  EXPECT_EQ(found.custom_fields[1].second->json, "1.5");
  EXPECT_EQ(found.custom_fields[2].second->json, "[\"y\"]");
  EXPECT_EQ(found.custom_fields[3].second, std::nullopt);
  EXPECT_EQ(found.custom_fields[4].second, std::nullopt);
}

TEST(DirectoryContacts, I2TellsAllThatIsWrongWithAContact) {
  const auto problems = read(read_contact, R"({"name": null, "phoneNumber": 5, "href": 1, "tags": ["a", "a", ""],
      "assignedUser": "x", "customFields": {"a/b": true, "c": 1, "c": 2}, "bot_status": "on", "note": "\u0001",
      "conversation": {}})")
                            .problems;
  EXPECT_EQ(
      problems,
      (EntryProblems{"/0/name: must be a string", "/0/phoneNumber: must be a string or null",
                     "/0/href: must be a string", "/0/tags/2: must not be empty",
                     "/0/tags/1: is given already at /0/tags/0", "/0/assignedUser: must be an e-mail address or null",
                     "/0/customFields/a~1b: must be a string, a number or a list of strings",
                     "/0/customFields/c: is given twice", "/0/bot_status: must be bot_start, bot_end or null",
                     "/0/note: must not have control characters", "/0/conversation: is not a known key",
                     "/0/uuid: is required"}));
}

TEST(DirectoryContacts, C5NotesHaveAThousandCharacters) {
  EXPECT_EQ(read(read_contact, contact(R"("note": ")" + std::string(1000, 'n') + "\"")).problems, EntryProblems());
  EXPECT_EQ(read(read_contact, contact(R"("note": ")" + std::string(1001, 'n') + "\"")).problems,
            EntryProblems{"/0/note: must have at most 1000 characters"});
}

}  // namespace
}  // namespace onduty::json
