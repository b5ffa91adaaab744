#include "engine/contact_undo.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"
#include "support/plans.h"

namespace onduty {
namespace {

using testing::kJane;
using testing::told;
using testing::undo_request;

const Uuid kFirst = *Uuid::parse("00000000000000000000000000000012");  // has tags and fields

class ContactUndoTest : public testing::OpenSample {
 protected:
  std::int64_t last_change_set() const {
    return *sample_.connect()->query_integer("SELECT max(change_set_id) FROM contact_history") * 2;
  }
  void hand_off(ContactUpdate update) const {
    StatusRequest request;
    request.user = kJane;
    request.update.hand_off = std::move(update);
    ASSERT_TRUE(acme().update_status(std::move(request)).ok());
  }
  void patch(ContactUpdate update, const Uuid& contact = kFirst) const {
    ContactRequest request;
    request.contact = contact;
    request.update = std::move(update);
    ASSERT_TRUE(acme().update_contact(std::move(request)).ok());
  }
  static ContactUpdate to_john() {
    ContactUpdate update;
    update.assigned_user = "john@example.com";
    update.tags = {{"VIP"}};
    return update;
  }
  ChangeSet undo(std::int64_t change_set) const { return acme().undo(undo_request(change_set)).value(); }
  ContactDetails first() const { return acme().contact(kFirst).value(); }
  void execute(const char* sql) const { sample_.connect()->execute(sql); }
};

TEST_F(ContactUndoTest, Q5AHandOffGoesBackContactByContact) {
  hand_off(to_john());
  const std::int64_t change_set = last_change_set();
  EXPECT_EQ(told(undo(change_set)), "3 0");
  EXPECT_EQ(acme().contacts(kJane, std::nullopt, 20).value().contacts.size(), 3U);
  EXPECT_TRUE(acme().contact(kJane).value().contact.tags.empty());
  EXPECT_EQ(told(undo(last_change_set())), "3 0");  // and forth
  EXPECT_EQ(first().contact.assigned_user, "John@example.com");
}

TEST_F(ContactUndoTest, Q5EveryKindOfValueGoesBack) {
  ContactUpdate all;
  all.name = "Other";
  all.note = "note";
  all.tags.emplace();
  all.bot_status = "bot_end";
  all.team = testing::kGeneral;
  all.unassign_user = true;
  all.custom_fields = {{{"zipCode", std::nullopt}}};
  const ContactDetails before = first();
  patch(std::move(all));
  ASSERT_NE(first(), before);
  EXPECT_EQ(told(undo(last_change_set())), "1 0");
  EXPECT_EQ(first(), before);
}

TEST_F(ContactUndoTest, Q5AContactThatSomebodyTouchedSinceIsSkipped) {
  hand_off(to_john());
  const std::int64_t change_set = last_change_set();
  ContactUpdate note;
  note.note = "calls back";
  patch(std::move(note));
  EXPECT_EQ(told(undo(change_set)), "2 0 changed_since:12");
  EXPECT_EQ(first().contact.assigned_user, "John@example.com");
}

TEST_F(ContactUndoTest, Q5AnImportThatTouchedItCountsToo) {
  hand_off(to_john());
  execute("UPDATE contact SET assigned_user_id = NULL WHERE id = 2");  // leaves no entry
  EXPECT_EQ(told(undo(last_change_set())), "2 0 changed_since:12");
}

TEST_F(ContactUndoTest, Q5WhatWasRemovedSinceDoesNotComeBackAndSaysSo) {
  ContactUpdate to_others;
  to_others.assigned_user = "john@example.com";
  to_others.tags.emplace();
  to_others.custom_fields = {{{"zipCode", std::nullopt}}};
  patch(std::move(to_others));
  execute(
      "UPDATE user SET removed_at = 1 WHERE id = 1; UPDATE tag SET removed_at = 1 WHERE id = 1;"
      "UPDATE custom_field SET removed_at = 1 WHERE id = 1");
  const ChangeSet undone = undo(last_change_set());
  EXPECT_EQ(told(undone), "1 0");
  ASSERT_EQ(undone.notes.size(), 1U);
  EXPECT_EQ(undone.notes[0].contact, kFirst);
  EXPECT_EQ(undone.notes[0].code, "reference_removed");
  EXPECT_EQ(first().contact.assigned_user, std::nullopt);
  EXPECT_EQ(first().contact.tags, (std::vector<std::string>{"Lead"}));
  EXPECT_EQ(first().contact.custom_fields.size(), 1U);
}

TEST_F(ContactUndoTest, Q5ATeamThatWasRemovedSinceDoesNotComeBack) {
  ContactUpdate team;
  team.team = testing::kGeneral;
  patch(team);
  execute("UPDATE team SET removed_at = NULL WHERE id = 2");
  team.team = testing::kDissolved;
  patch(team);
  execute("UPDATE team SET removed_at = 1 WHERE id = 1");
  EXPECT_EQ(undo(last_change_set()).notes.size(), 1U);
  EXPECT_EQ(first().conversation.team, std::nullopt);
}

TEST_F(ContactUndoTest, Q5ARemovedContactIsSkipped) {
  hand_off(to_john());
  execute("UPDATE contact SET removed_at = 1 WHERE id = 2");
  EXPECT_EQ(told(undo(last_change_set())), "2 0 contact_not_found:12");
}

TEST_F(ContactUndoTest, Q5AContactThatIsTwiceInASetGoesBackToBeforeTheFirst) {
  std::vector<BulkUpdate> updates(2);
  for (BulkUpdate& update : updates) update.user = kJane;
  updates[0].more().hand_off.tags = {{"VIP"}};
  updates[1].more().hand_off.bot_status = "bot_end";
  const ContactDetails before = first();
  const auto report = acme().update_many(std::move(updates), {}).value();
  EXPECT_EQ(told(undo(*report.change_set)), "3 0");
  EXPECT_EQ(first(), before);
}

}  // namespace
}  // namespace onduty
