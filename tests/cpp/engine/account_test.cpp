#include "onduty/account.h"

#include <gtest/gtest.h>

#include <future>
#include <set>
#include <thread>
#include <vector>

#include "support/open_sample.h"

namespace onduty {
namespace {

using testing::kJane;
using AccountTest = testing::OpenSample;
using AccountThreaded = testing::OpenSample;

TEST_F(AccountTest, S1AnUpdateIsOnDiskAndInTheHistory) {
  StatusRequest request = set_available(true);
  request.update.custom_status = CustomStatusUpdate::assign(testing::kVacationing);
  request.update.reason = "beach";
  request.origin.actor = "zoe";
  const auto change = acme().update_status(request);
  ASSERT_TRUE(change.ok());
  EXPECT_TRUE(change.value().changed);
  EXPECT_FALSE(change.value().before.available);
  EXPECT_TRUE(change.value().after.available);
  EXPECT_EQ(change.value().after.custom_status->name, "Vacationing");
  EXPECT_EQ(change.value().after.version, 1);
  EXPECT_EQ(change.value().after.available_updated_at, Instant{*now_ms_});
  reopen();
  EXPECT_EQ(acme().status(kJane).value(), change.value().after);
  const auto entries = acme().history(HistoryQuery::of(kJane)).value();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].actor, "zoe");  // U10
  EXPECT_EQ(entries[0].reason, "beach");
  EXPECT_EQ(entries[0].way, Way::kLibrary);
  EXPECT_EQ(entries[0].api_key, std::nullopt);
}

TEST_F(AccountTest, U2TheSameAgainChangesNothing) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  const std::string before = dump();
  *now_ms_ += 5000;
  const auto again = acme().update_status(set_available(true));
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again.value().changed);
  EXPECT_EQ(again.value().after.version, 1);
  EXPECT_EQ(dump(), before);
}

TEST_F(AccountTest, U10AHistoryIsReadInPartsOfADocumentedSize) {
  for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100'001}}) {
    EXPECT_EQ(acme().history(HistoryQuery::of(kJane, limit)).error().params.entries()[0].first, "limit") << limit;
  }
  EXPECT_TRUE(acme().history(HistoryQuery::of(kJane, 100'000)).ok());
}

TEST_F(AccountTest, U9AReasonIsUnicodeText) {
  const std::string before = dump();
  StatusRequest request = set_available(true);
  request.update.reason = "\xed\xa0\x80";
  EXPECT_EQ(acme().update_status(request).error().params.entries()[0].first, "reason");
  EXPECT_EQ(dump(), before);
}

TEST_F(AccountTest, U5ARefusedUpdateWritesNothing) {
  const std::string before = dump();
  StatusRequest request = set_available(true);
  request.update.custom_status = CustomStatusUpdate::assign(testing::kDestroyed);
  const auto refused = acme().update_status(request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidParams);
  request = set_available(true);
  request.if_version = IfVersion{false, {5}};  // U7
  EXPECT_EQ(acme().update_status(request).error().code, ErrorCode::kPreconditionFailed);
  request = set_available(true);
  request.origin.actor = "";
  EXPECT_EQ(acme().update_status(request).error().params.entries()[0].first, "actor");
  EXPECT_EQ(dump(), before);
}

TEST_F(AccountTest, E4AForeignUserIsAnsweredLikeAnUnknownOne) {
  const std::string before = dump();
  const Uuid unknown;
  for (const Uuid& user : {testing::kForeigner, testing::kRemoved, unknown}) {
    EXPECT_EQ(acme().update_status(set_available(true, user)).error(), Error::of(ErrorCode::kUserNotFound));
    EXPECT_EQ(acme().status(user).error(), Error::of(ErrorCode::kUserNotFound));
    EXPECT_EQ(acme().history(HistoryQuery::of(user)).error(), Error::of(ErrorCode::kUserNotFound));
    EXPECT_EQ(acme().contacts(user, std::nullopt, 20).error(), Error::of(ErrorCode::kUserNotFound));
  }
  EXPECT_EQ(dump(), before);
}

TEST_F(AccountTest, S4ACustomStatusOfAnotherAccountIsUnknown) {
  StatusRequest request;
  request.user = kJane;
  request.update.custom_status = CustomStatusUpdate::assign(testing::kForeignStatus);
  EXPECT_EQ(acme().update_status(request).error().params.entries()[0].first, "custom_status_uuid");
}

TEST_F(AccountTest, H2TheAnswerHoldsTheUsersContacts) {
  StatusRequest request = set_available(true);
  request.contacts_max = 2;
  const auto change = acme().update_status(request);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change.value().contacts.size(), 2U);
  const auto rest = acme().contacts(kJane, change.value().contacts_next, 20);  // H3
  ASSERT_EQ(rest.value().contacts.size(), 1U);
  EXPECT_EQ(rest.value().contacts[0].name, "Last by uuid");
  EXPECT_EQ(rest.value().next, std::nullopt);
}

TEST_F(AccountTest, E2AKeyThatWasRevokedSinceIsRefusedByTheWriter) {
  StatusRequest request = set_available(true);
  request.origin = Origin{Way::kApi, std::nullopt, 2};
  const std::string before = dump();
  EXPECT_EQ(acme().update_status(request).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(dump(), before);
  request.origin.api_key_id = 1;
  ASSERT_TRUE(acme().update_status(request).ok());
  EXPECT_EQ(acme().history(HistoryQuery::of(kJane)).value()[0].api_key, "support desk");  // U10
}

TEST_F(AccountTest, U11AClockThatGoesBackDoesNotTurnTheHistoryAround) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  *now_ms_ -= 3'600'000;
  ASSERT_TRUE(acme().update_status(set_available(false)).ok());
  const auto entries = acme().history(HistoryQuery::of(kJane)).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].at, entries[1].at);
  EXPECT_LT(entries[0].seq, entries[1].seq);
}

TEST_F(AccountTest, FindsUsersByUuidOrEmail) {
  EXPECT_EQ(acme().find_user("JOHN@Example.com").value().uuid, testing::kJohn);
  EXPECT_EQ(acme().find_user("00000000-0000-0000-0000-000000000002").value().name, "John");
  EXPECT_EQ(acme().find_user("nobody@example.com").error().code, ErrorCode::kUserNotFound);
}

TEST_F(AccountTest, AClosedDatabaseSaysSo) {
  const Account account = acme();
  database_->close();
  EXPECT_EQ(account.update_status(set_available(true)).error().code, ErrorCode::kClosed);
  EXPECT_EQ(account.status(kJane).error().code, ErrorCode::kClosed);
  EXPECT_FALSE(account.run_in_background([] {}));
}

TEST_F(AccountThreaded, U7VersionsHaveNoGapsUnderManyThreads) {
  const Account account = acme();
  std::vector<std::thread> threads;
  std::vector<std::vector<std::int64_t>> versions(8);
  for (auto& seen : versions) {
    threads.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        const auto change = account.update_status(set_available(i % 2 == 0));
        ASSERT_TRUE(change.ok());
        if (change.value().changed) seen.push_back(change.value().after.version);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::int64_t> all;
  std::size_t count = 0;
  for (const auto& seen : versions) {
    all.insert(seen.begin(), seen.end());
    count += seen.size();
  }
  EXPECT_EQ(all.size(), count);
  EXPECT_EQ(*all.rbegin(), static_cast<std::int64_t>(count));
  const auto entries = account.history(HistoryQuery::of(kJane)).value();
  EXPECT_EQ(entries.size(), count);
  EXPECT_EQ(account.status(kJane).value().version, static_cast<std::int64_t>(count));
}

TEST_F(AccountThreaded, L4AsynchronousUpdatesAreAllAnswered) {
  const Account account = acme();
  std::vector<std::future<bool>> answers;
  for (int i = 0; i < 200; ++i) {
    auto promise = std::make_shared<std::promise<bool>>();
    answers.push_back(promise->get_future());
    account.update_status_async(set_available(i % 2 == 0),
                                [promise](Result<StatusChange> change) { promise->set_value(change.ok()); });
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  EXPECT_EQ(account.status(kJane).value().version, 200);
}

}  // namespace
}  // namespace onduty
