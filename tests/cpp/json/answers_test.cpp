#include "json/answers.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

const Uuid kId = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");

Contact seed_contact() {
  Contact contact;
  contact.uuid = kId;
  contact.name = "UPDATE Doe";
  contact.phone_number = "123456789";
  contact.created_at = *Instant::parse("2020-11-13T21:08:53Z");
  contact.source = "whatsapp";
  contact.href = "https://dash.callbell.eu/contacts/414a6d692bd645ed803f2e7ce360d4c8";
  contact.conversation_href = "https://dash.callbell.eu/chat/f3670b13446b412796238b1cd78899f9";
  contact.assigned_user = "jane.doe@email.com";
  return contact;
}

Status some_status() {
  Status status;
  status.user = kId;
  status.available_updated_at = *Instant::parse("2024-11-26T19:14:40.649Z");
  status.custom_status_updated_at = *Instant::parse("2024-11-22T20:29:43.311Z");
  status.custom_status = CustomStatus{*Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1"), "Vacationing", "🌴"};
  return status;
}

constexpr char kUserStatus[] =
    R"("user_status":{"custom_status":{"id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1","name":"Vacationing","emoji":"🌴",)"
    R"("last_updated_at":"2024-11-22T20:29:43.311+00:00"},)"
    R"("appearance":{"available":false,"last_updated_at":"2024-11-26T19:14:40.649+00:00"}})";

TEST(Answers, S11S12AContactHasTheSeedsKeysInItsOrder) {
  StatusChange change;
  change.after = some_status();
  change.contacts = {seed_contact()};
  EXPECT_EQ(status_change_answer(change),
            R"({"contact":[{"uuid":"414a6d692bd645ed803f2e7ce360d4c8","name":"UPDATE Doe","phoneNumber":"123456789",)"
            R"("avatarUrl":null,"createdAt":"2020-11-13T21:08:53Z","source":"whatsapp",)"
            R"("href":"https://dash.callbell.eu/contacts/414a6d692bd645ed803f2e7ce360d4c8",)"
            R"("conversationHref":"https://dash.callbell.eu/chat/f3670b13446b412796238b1cd78899f9","tags":[],)"
            R"("assignedUser":"jane.doe@email.com","customFields":{}}],"meta":{"next":null},)" +
                std::string(kUserStatus) + "}");
}

TEST(Answers, U1BothHalvesHaveTheirClocks) {
  EXPECT_EQ(status_answer(some_status()), "{" + std::string(kUserStatus) + "}");
}

TEST(Answers, U1NoCustomStatusIsNull) {
  Status status = some_status();
  status.custom_status.reset();
  status.available = true;
  EXPECT_EQ(status_answer(status), R"({"user_status":{"custom_status":null,"appearance":{"available":true,)"
                                   R"("last_updated_at":"2024-11-26T19:14:40.649+00:00"}}})");
}

TEST(Answers, H3AListThatGoesOnTellsWhere) {
  ContactPage page;
  page.contacts = {seed_contact()};
  page.contacts[0].tags = {"VIP", "a\"b"};
  page.contacts[0].assigned_user.reset();
  page.contacts[0].custom_fields = {{"zip\nCode", "\"0815\""}, {"n", "5"}};
  page.next = kId.hex();
  const std::string answer = contacts_answer(page);
  EXPECT_NE(answer.find(R"("tags":["VIP","a\"b"],"assignedUser":null,"customFields":{"zip\nCode":"0815","n":5}})"),
            std::string::npos)
      << answer;
  EXPECT_NE(answer.find(R"("meta":{"next":"414a6d692bd645ed803f2e7ce360d4c8"}})"), std::string::npos) << answer;
}

}  // namespace
}  // namespace onduty::json
