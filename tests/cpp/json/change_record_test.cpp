#include "json/change_record.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

StatusChange some_change() {
  StatusChange change;
  change.changed = true;
  change.contacts_changed = true;
  change.before.user = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
  change.before.available_updated_at = Instant{1'700'000'000'123};
  change.before.version = 3;
  change.after = change.before;
  change.after.available = true;
  change.after.version = 4;
  change.after.custom_status =
      CustomStatus{*Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1"), "A \"b\"", std::nullopt};
  change.after.custom_status_updated_at = Instant{1'700'000'000'456};
  Contact contact;
  contact.uuid = change.before.user;
  contact.name = "Näme";
  contact.created_at = Instant{1'605'301'733'000};
  contact.href = "https://x/contacts/1";
  contact.tags = {"VIP", "Lead"};
  contact.assigned_user = "jane@example.com";
  contact.custom_fields = {{"zipCode", "\"0815\""}, {"Features", "[\"Dark Mode\"]"}, {"n", "5"}};
  change.contacts = {contact};
  change.contacts_next = "7-414a6d692bd645ed803f2e7ce360d4c8";
  return change;
}

TEST(ChangeRecord, U8ReadsBackWhatItWrote) {
  const StatusChange change = some_change();
  const auto read = parse_change_record(write_change_record(change));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), change);
}

TEST(ChangeRecord, U8ReadsContactsAndCustomStatusesBack) {
  const Contact contact = some_change().contacts[0];
  EXPECT_EQ(parse_contact_record(write_contact_record(contact)).value(), contact);
  CustomStatusDetails details{contact.uuid, "A \"b\"", "🌴", Instant{1'700'000'000'123}, Instant{1'700'000'000'456}};
  EXPECT_EQ(parse_custom_status_record(write_custom_status_record(details)).value(), details);
  details.emoji.reset();
  EXPECT_EQ(parse_custom_status_record(write_custom_status_record(details)).value(), details);
}

TEST(ChangeRecord, OtherTextIsAnError) {
  for (const char* text : {"", "{}", R"({"changed":true,"before":{},"after":{},"list":{"contacts":[],"meta":{}}})"}) {
    EXPECT_FALSE(parse_change_record(text).ok()) << text;
    EXPECT_FALSE(parse_contact_record(text).ok()) << text;
    EXPECT_FALSE(parse_custom_status_record(text).ok()) << text;
  }
}

}  // namespace
}  // namespace onduty::json
