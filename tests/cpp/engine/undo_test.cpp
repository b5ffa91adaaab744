#include "engine/undo.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/change_set_id.h"
#include "support/bulk_updates.h"
#include "support/open_sample.h"
#include "support/plans.h"

namespace onduty {
namespace {

using testing::kJane;
using testing::kJohn;
using testing::kLunch;
using testing::told;
using testing::undo_entry_request;
using testing::undo_request;
using testing::update_of;

class UndoTest : public testing::OpenSample {
 protected:
  std::int64_t set(bool available, const Uuid& user = kJane) const { return update(set_available(available, user)); }
  std::int64_t assign(const Uuid& custom_status) const {
    StatusRequest request;
    request.user = kJane;
    request.update.custom_status = CustomStatusUpdate::assign(custom_status);
    return update(std::move(request));
  }
  // Gives the seq of its entry.
  std::int64_t update(StatusRequest request) const {
    const Uuid user = request.user;
    EXPECT_TRUE(acme().update_status(std::move(request)).ok());
    return acme().history(HistoryQuery::of(user)).value().back().seq;
  }
  // Gives the change set.
  std::int64_t set_many(std::vector<std::pair<Uuid, bool>> wanted) const {
    std::vector<BulkUpdate> updates;
    for (const auto& [user, available] : wanted) updates.push_back(update_of(user, available));
    return *acme().update_many(std::move(updates), {}).value().change_set;
  }
  std::string undo(std::int64_t change_set) const { return told(acme().undo(undo_request(change_set)).value()); }
  std::string undo_entry(std::int64_t seq) const { return told(acme().undo(undo_entry_request(seq)).value()); }
  Status jane() const { return acme().status(kJane).value(); }
};

TEST_F(UndoTest, Q5ASingleUpdateIsAChangeSetOfOne) {
  const std::int64_t seq = set(true);
  *now_ms_ += 1000;
  const ChangeSet undone = acme().undo(undo_request(domain::change_set_of_entry(seq))).value();
  EXPECT_EQ(told(undone), "1 0");
  EXPECT_FALSE(jane().available);
  EXPECT_EQ(jane().available_updated_at.ms, now_ms_->load());  // U1: it changed now
  EXPECT_EQ(jane().version, 2);
  const HistoryEntry entry = acme().history(HistoryQuery::of(kJane)).value().back();
  EXPECT_EQ(entry.way, Way::kUndo);
  EXPECT_EQ(entry.change_set, undone.id);
}

TEST_F(UndoTest, Q5BothHalvesGoBack) {
  assign(kLunch);
  StatusRequest both = set_available(true);
  both.update.custom_status = CustomStatusUpdate::clear();
  EXPECT_EQ(undo_entry(update(std::move(both))), "1 0");
  EXPECT_FALSE(jane().available);
  EXPECT_EQ(jane().custom_status->name, "Lunch");
}

TEST_F(UndoTest, Q5WhoChangedSinceIsSkippedAndTheOthersGoBack) {
  const std::int64_t change_set = set_many({{kJane, true}, {kJohn, true}});
  set(false, kJohn);
  set(true, kJohn);
  EXPECT_EQ(undo(change_set), "1 0 changed_since:02");
  EXPECT_FALSE(jane().available);
  EXPECT_TRUE(acme().status(kJohn).value().available);
}

TEST_F(UndoTest, Q5TwiceIsSkippedAsChangedSince) {
  const std::int64_t change_set = set_many({{kJane, true}, {kJohn, true}});
  EXPECT_EQ(undo(change_set), "2 0");
  const std::string before = dump();
  const ChangeSet again = acme().undo(undo_request(change_set)).value();
  EXPECT_EQ(told(again), "0 0 changed_since:c8 changed_since:02");
  EXPECT_EQ(again.id, std::nullopt);
  EXPECT_EQ(dump(), before);
}

TEST_F(UndoTest, Q5AUserWhoIsTwiceInASetGoesBackToBeforeTheFirst) {
  assign(kLunch);
  BulkUpdate clear = update_of(kJane, std::nullopt);
  clear.custom_status = CustomStatusUpdate::clear();
  std::vector<BulkUpdate> updates;
  updates.push_back(update_of(kJane, true));
  updates.push_back(std::move(clear));
  EXPECT_EQ(undo(*acme().update_many(std::move(updates), {}).value().change_set), "1 0");
  EXPECT_FALSE(jane().available);
  EXPECT_EQ(jane().custom_status->name, "Lunch");
}

TEST_F(UndoTest, Q5ADestroyedStatusComesBackAsNoneAndSaysSo) {
  assign(kLunch);
  StatusRequest both = set_available(true);
  both.update.custom_status = CustomStatusUpdate::clear();
  const std::int64_t seq = update(std::move(both));
  CustomStatusRequest destroy;
  destroy.kind = CustomStatusRequest::Kind::kDestroy;
  destroy.id = kLunch;
  ASSERT_TRUE(acme().change_custom_status(destroy).ok());
  const ChangeSet undone = acme().undo(undo_entry_request(seq)).value();
  EXPECT_EQ(told(undone), "1 0");
  ASSERT_EQ(undone.notes.size(), 1U);
  EXPECT_EQ(undone.notes[0].user, kJane);
  EXPECT_EQ(undone.notes[0].code, "custom_status_destroyed");
  EXPECT_FALSE(jane().available);
  EXPECT_EQ(jane().custom_status, std::nullopt);
}

TEST_F(UndoTest, Q5WhatTookADestroyedStatusAwayCannotComeBackAndIsUnchanged) {
  assign(kLunch);
  CustomStatusRequest destroy;
  destroy.kind = CustomStatusRequest::Kind::kDestroy;
  destroy.id = kLunch;
  ASSERT_TRUE(acme().change_custom_status(destroy).ok());
  const ChangeSet undone =
      acme().undo(undo_request(acme().history(HistoryQuery::of(kJane)).value().back().change_set)).value();
  EXPECT_EQ(told(undone), "0 1");
  EXPECT_EQ(undone.notes.size(), 1U);
  EXPECT_EQ(undone.id, std::nullopt);
}

TEST_F(UndoTest, Q5ARemovedUserIsSkipped) {
  const std::int64_t change_set = set_many({{kJane, true}, {kJohn, true}});
  sample_.connect()->execute("UPDATE user SET removed_at = 1 WHERE id = 2");
  reopen();
  EXPECT_EQ(undo(change_set), "1 0 user_not_found:02");
}

TEST_F(UndoTest, Q5AnEntryOfManyIsUndoneAlone) {
  set_many({{kJane, true}, {kJohn, true}});
  EXPECT_EQ(undo_entry(acme().history(HistoryQuery::of(kJohn)).value().back().seq), "1 0");
  EXPECT_TRUE(jane().available);
  EXPECT_FALSE(acme().status(kJohn).value().available);
}

TEST_F(UndoTest, Q5AnUpdateWithItsHandOffGoesBackWhole) {
  StatusRequest request = set_available(true);
  request.update.hand_off.assigned_user = "john@example.com";
  EXPECT_EQ(undo_entry(update(std::move(request))), "4 0");
  EXPECT_EQ(acme().contacts(kJane, std::nullopt, 20).value().contacts.size(), 3U);
}

TEST_F(UndoTest, Q5AnEntryOfManyGoesBackWithItsHandOff) {
  std::vector<BulkUpdate> updates;
  updates.push_back(update_of(kJane, true));
  updates.push_back(update_of(kJohn, true));
  updates[0].more().hand_off.assigned_user = "john@example.com";
  ASSERT_TRUE(acme().update_many(std::move(updates), {}).ok());
  const std::int64_t seq = acme().history(HistoryQuery::of(kJane)).value().back().seq;
  EXPECT_EQ(undo_entry(seq), "4 0");
  EXPECT_EQ(acme().contacts(kJane, std::nullopt, 20).value().contacts.size(), 3U);
  EXPECT_TRUE(acme().status(kJohn).value().available);
}

TEST_F(UndoTest, Q5TheOnlyEntryOfManyLeavesTheContactsOfOthers) {
  std::vector<BulkUpdate> updates;
  updates.push_back(update_of(kJohn, true));
  updates.push_back(update_of(kJane, false));  // as she is
  updates[1].more().hand_off.tags = std::vector<std::string>{"VIP"};
  ASSERT_TRUE(acme().update_many(std::move(updates), {}).ok());
  EXPECT_EQ(undo_entry(acme().history(HistoryQuery::of(kJohn)).value().back().seq), "1 0");
  const ContactPage page = acme().contacts(kJane, std::nullopt, 20).value();
  ASSERT_EQ(page.contacts.size(), 3U);
  for (const Contact& contact : page.contacts) {
    EXPECT_NE(std::find(contact.tags.begin(), contact.tags.end(), "VIP"), contact.tags.end());
  }
}

TEST_F(UndoTest, Q5WhatIsNotThereIsNotFound) {
  const std::int64_t seq = set(true);
  set_many({{kJohn, true}});
  const std::int64_t johns = acme().history(HistoryQuery::of(kJohn)).value().back().seq;
  const std::string before = dump();
  const Account other = database_->account("other").value();
  for (const UndoRequest& request : {undo_request(0), undo_request(-2), undo_request(998), undo_request(999),
                                     undo_entry_request(999), undo_request(domain::change_set_of_entry(johns))}) {
    EXPECT_EQ(acme().undo(request).error().code, ErrorCode::kNotFound);
  }
  for (const UndoRequest& request :
       {undo_request(2), undo_entry_request(seq), undo_request(domain::change_set_of_entry(seq))}) {
    EXPECT_EQ(other.undo(request).error().code, ErrorCode::kNotFound);
  }
  EXPECT_EQ(dump(), before);
}

TEST_F(UndoTest, U9U10AnUndoTellsWhoAndWhy) {
  UndoRequest request = undo_entry_request(set(true));
  request.reason = "a slip";
  request.origin = {Way::kApi, "zoe", 1};
  ASSERT_TRUE(acme().undo(request).ok());
  const HistoryEntry entry = acme().history(HistoryQuery::of(kJane)).value().back();
  EXPECT_EQ(entry.reason, "a slip");
  EXPECT_EQ(entry.actor, "zoe");
  EXPECT_EQ(entry.api_key, "support desk");
}

TEST_F(UndoTest, U5WhatIsRefusedWritesNothing) {
  UndoRequest request = undo_entry_request(set(true));
  const std::string before = dump();
  request.reason = "\xff";
  request.origin.actor = std::string(101, 'x');
  EXPECT_EQ(acme().undo(request).error().params.entries().size(), 2U);
  EXPECT_EQ(dump(), before);
}

}  // namespace
}  // namespace onduty
