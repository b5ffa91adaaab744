#include "engine/hand_off.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "support/dump.h"
#include "support/open_sample.h"
#include "support/wait_limit.h"

namespace onduty {
namespace {

using testing::kJane;
using testing::kJohn;
using HandOffTest = testing::OpenSample;
using HandOffThreaded = testing::OpenSample;

StatusRequest to_john() {
  StatusRequest request;
  request.user = kJane;
  request.update.hand_off.assigned_user = "john@example.com";
  return request;
}

TEST_F(HandOffTest, H1MovesEveryContactInOneStep) {
  StatusRequest request = to_john();
  request.update.available = true;
  request.update.hand_off.tags = {"VIP"};
  request.update.reason = "end of shift";
  const auto change = acme().update_status(request);
  ASSERT_TRUE(change.ok());
  ASSERT_EQ(change.value().contacts.size(), 3U);
  EXPECT_EQ(change.value().contacts[1].assigned_user, "John@example.com");
  EXPECT_EQ(change.value().contacts[1].tags, (std::vector<std::string>{"VIP"}));
  EXPECT_EQ(change.value().contacts_next, std::nullopt);
  EXPECT_TRUE(acme().contacts(kJane, std::nullopt, 20).value().contacts.empty());
  EXPECT_EQ(acme().contacts(kJohn, std::nullopt, 20).value().contacts.size(), 3U);
  EXPECT_EQ(change.value().after.version, 1);
}

TEST_F(HandOffTest, U10AHandOffAloneMovesNoVersion) {
  const auto change = acme().update_status(to_john());
  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change.value().changed);
  EXPECT_TRUE(change.value().contacts_changed);
  EXPECT_EQ(change.value().after.version, 0);
  EXPECT_TRUE(acme().history(HistoryQuery::of(kJane)).value().empty());
  EXPECT_NE(dump().find("contact_history: 3|"), std::string::npos);  // each of three has its entry
}

TEST_F(HandOffTest, U2TheSameAgainChangesNothing) {
  StatusRequest request;
  request.user = kJane;
  request.update.hand_off.tags = {"VIP"};
  ASSERT_TRUE(acme().update_status(request).ok());
  const std::string before = dump();
  const auto again = acme().update_status(request);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again.value().contacts_changed);
  EXPECT_EQ(dump(), before);
}

TEST_F(HandOffThreaded, H4TenThousandContactsHoldNobodyUpForASecond) {
  sample_.connect()->execute(
      "WITH RECURSIVE n(i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n WHERE i < 10999)"
      " INSERT INTO contact(id, account_id, uuid, name, created_at, assigned_user_id)"
      " SELECT i, 1, randomblob(16), 'n', 1700000000000, 1 FROM n");
  const auto start = std::chrono::steady_clock::now();
  std::promise<Result<StatusChange>> handed_off;
  acme().update_status_async(to_john(), [&](Result<StatusChange> done) { handed_off.set_value(std::move(done)); });
  ASSERT_TRUE(acme().update_status(set_available(true, kJohn)).ok());  // queued behind it
  const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  RecordProperty("waited_ms", static_cast<int>(waited.count()));
  EXPECT_TRUE(handed_off.get_future().get().ok());
  EXPECT_LT(waited.count(), testing::kWaitMaxMs);
  const auto connection = sample_.connect();
  EXPECT_EQ(connection->query_integer("SELECT count(*) FROM contact WHERE assigned_user_id = 1"), 0);
  EXPECT_EQ(connection->query_integer("SELECT count(*) FROM contact_history WHERE change_set_id = 1"), 10'003);
}

TEST_F(HandOffTest, H3TheCursorWalksWhatWasTouchedAsItStandsNow) {
  StatusRequest request = to_john();
  request.contacts_max = 1;
  const auto change = acme().update_status(request);
  ASSERT_TRUE(change.ok());
  ASSERT_EQ(change.value().contacts.size(), 1U);
  ASSERT_TRUE(change.value().contacts_next);
  ContactRequest rename;
  rename.contact = kJane;
  rename.update.name = "Renamed";
  rename.update.unassign_user = true;
  ASSERT_TRUE(acme().update_contact(rename).ok());
  const auto second = acme().contacts(kJane, change.value().contacts_next, 1);
  ASSERT_TRUE(second.ok());
  ASSERT_EQ(second.value().contacts.size(), 1U);
  EXPECT_EQ(second.value().contacts[0].name, "Renamed");
  const auto third = acme().contacts(kJane, second.value().next, 1);
  EXPECT_EQ(third.value().contacts[0].name, "Last by uuid");
  EXPECT_EQ(third.value().next, std::nullopt);
  EXPECT_EQ(acme().contacts(kJohn, change.value().contacts_next, 1).error().code, ErrorCode::kInvalidParams);
  *now_ms_ += 24 * 3600 * 1000 + 1;
  EXPECT_EQ(acme().contacts(kJane, change.value().contacts_next, 1).error().code, ErrorCode::kInvalidParams);
}

TEST_F(HandOffTest, U5WithOnePartRefusedNothingIsWritten) {
  const std::string before = dump();
  StatusRequest request = to_john();
  request.update.available = true;
  request.update.hand_off.tags = {"VIP", "none"};
  EXPECT_EQ(acme().update_status(request).error().code, ErrorCode::kInvalidParams);
  EXPECT_EQ(dump(), before);
}

TEST_F(HandOffTest, H1AContactOfNobodyIsNotTouched) {
  const auto nobodys = [this] { return dump().find("Nobody''s"); };
  ASSERT_TRUE(acme().update_status(to_john()).ok());
  EXPECT_NE(nobodys(), std::string::npos);
  EXPECT_EQ(acme().contacts(kJohn, std::nullopt, 20).value().contacts.size(), 3U);
}

}  // namespace
}  // namespace onduty
