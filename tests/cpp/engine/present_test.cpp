#include "engine/present.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "onduty/database.h"
#include "support/sample.h"

namespace onduty {
namespace {

using testing::kJane;
using testing::kJohn;
using testing::kLunch;
using testing::kVacationing;

// Two openings of one database, which know of each other no more than two processes do (L5).
class PresentTest : public ::testing::Test {
 protected:
  static StatusRequest available(const Uuid& user, bool is_available) {
    StatusRequest request;
    request.user = user;
    request.update.available = is_available;
    return request;
  }
  static StatusRequest custom_status(const Uuid& user, const CustomStatusUpdate& update) {
    StatusRequest request;
    request.user = user;
    request.update.custom_status = update;
    return request;
  }
  static CustomStatusRequest destroy(const Uuid& id) {
    CustomStatusRequest request;
    request.kind = CustomStatusRequest::Kind::kDestroy;
    request.id = id;
    return request;
  }
  Database open() const { return Database::open(sample_.path(), {}).value(); }

  const testing::Sample sample_;
  Database here_ = open();
  Database there_ = open();
  Account acme_ = here_.account("acme").value();
  Account acme_there_ = there_.account("acme").value();
};

using PresentThreaded = PresentTest;

TEST_F(PresentTest, KnowsWhatWasReadAndNothingElse) {
  EXPECT_FALSE(acme_.status_if_known(kJane).has_value());
  const Status read = acme_.status(kJane).value();
  EXPECT_EQ(acme_.status_if_known(kJane), read);
  EXPECT_FALSE(acme_.status_if_known(kJohn).has_value());
  EXPECT_FALSE(acme_.status_if_known(testing::kForeigner).has_value());
}

TEST_F(PresentTest, L5FollowsOwnUpdates) {
  acme_.status(kJane).value();
  const auto change = acme_.update_status(available(kJane, true));
  EXPECT_EQ(acme_.status_if_known(kJane), change.value().after);
  acme_.update_status(available(kJane, true)).value();  // which changes nothing
  EXPECT_EQ(acme_.status_if_known(kJane), change.value().after);
}

TEST_F(PresentTest, ACustomStatusThatWasNotReadBeforeIsReadWhenItIsAssigned) {
  acme_.status(kJane).value();
  const auto change = acme_.update_status(custom_status(kJane, CustomStatusUpdate::assign(kLunch)));
  EXPECT_FALSE(acme_.status_if_known(kJane).has_value());
  EXPECT_EQ(acme_.status(kJane).value(), change.value().after);
  EXPECT_EQ(acme_.status_if_known(kJane), change.value().after);
}

TEST_F(PresentTest, L5WhatOthersCommitIsSeenAtOnce) {
  acme_.status(kJane).value();
  const auto change = acme_there_.update_status(available(kJane, true));
  EXPECT_FALSE(acme_.status_if_known(kJane).has_value());
  EXPECT_EQ(acme_.status(kJane).value(), change.value().after);
  EXPECT_EQ(acme_.status_if_known(kJane), change.value().after);
}

TEST_F(PresentTest, L5AnOwnCommitAfterAnothersDoesNotBringTheOldBack) {
  acme_.status(kJane).value();
  const auto theirs = acme_there_.update_status(available(kJane, true));
  acme_.update_status(available(kJohn, true)).value();
  EXPECT_EQ(acme_.status(kJane).value(), theirs.value().after);
}

TEST_F(PresentTest, L5AnUpdateIsDecidedByWhatOthersCommitted) {
  acme_.status(kJane).value();
  ASSERT_TRUE(acme_there_.update_status(available(kJane, true)).value().changed);
  EXPECT_FALSE(acme_.update_status(available(kJane, true)).value().changed);
  const auto change = acme_.update_status(available(kJane, false)).value();
  EXPECT_TRUE(change.before.available);
  EXPECT_EQ(change.after.version, 2);
}

TEST_F(PresentTest, U1UpdatesAtOnceAreDecidedOneAfterAnother) {
  acme_.status(kJane).value();
  std::vector<std::future<StatusChange>> changes;
  for (int i = 0; i < 100; ++i) {
    auto done = std::make_shared<std::promise<StatusChange>>();
    changes.push_back(done->get_future());
    acme_.update_status_async(available(kJane, i % 2 == 0),
                              [done](Result<StatusChange> change) { done->set_value(std::move(change).value()); });
  }
  for (std::int64_t i = 0; i < 100; ++i) {
    const StatusChange change = changes[static_cast<std::size_t>(i)].get();
    EXPECT_EQ(change.before.version, i);
    EXPECT_EQ(change.after.version, i + 1);
  }
  EXPECT_TRUE(here_.check({}).value().findings.empty());
}

TEST_F(PresentTest, I4WhoWasRemovedSinceIsNotFound) {
  const std::string user = R"({"account": {"name": "acme"}, "users": [{"uuid": ")" + kJane.hex() +
                           R"(", "email": "jane.doe@email.com", "name": "Jane Doe")";
  for (Database* database : {&there_, &here_}) {
    ASSERT_TRUE(database->import_directory(user + "}]}", {}).ok());
    acme_.status(kJane).value();
    ASSERT_TRUE(database->import_directory(user + R"(, "removed": true}]})", {}).ok());
    EXPECT_EQ(acme_.update_status(available(kJane, true)).error().code, ErrorCode::kUserNotFound);
  }
}

TEST_F(PresentTest, L5ARevokedKeyChangesNothing) {
  acme_.status(kJane).value();
  for (const Account* account : {&acme_there_, &acme_}) {
    const std::string name = account == &acme_ ? "revoked here" : "revoked there";
    const auto made = acme_.create_api_key({name, {"read", "write"}, {}}).value();
    StatusRequest request = available(kJane, true);
    request.origin = {Way::kApi, std::nullopt, here_.authenticate(made.secret).value().id};
    ASSERT_TRUE(acme_.update_status(request).ok());
    ASSERT_TRUE(account->revoke_api_key(name).value().changed);
    EXPECT_EQ(acme_.update_status(request).error().code, ErrorCode::kUnauthorized);
  }
}

TEST_F(PresentTest, C3ADestroyedCustomStatusIsForgotten) {
  acme_.update_status(custom_status(kJane, CustomStatusUpdate::assign(kVacationing))).value();
  acme_.status(kJane).value();
  acme_.change_custom_status(destroy(kVacationing)).value();
  EXPECT_EQ(acme_.status(kJane).value().custom_status, std::nullopt);
}

TEST_F(PresentTest, L5ARevokedKeyIsForgottenHereAndThere) {
  const std::string secret = testing::kSecret;
  const ApiKey key = here_.authenticate(secret).value();
  ASSERT_TRUE(here_.authenticate_if_known(secret).has_value());
  acme_.update_status(available(kJane, true)).value();
  EXPECT_TRUE(here_.authenticate_if_known(secret).has_value());  // as updates are no matter of keys
  acme_there_.revoke_api_key(key.name).value();
  EXPECT_FALSE(here_.authenticate_if_known(secret).has_value());
  EXPECT_EQ(here_.authenticate(secret).error().code, ErrorCode::kUnauthorized);
  EXPECT_EQ(there_.authenticate(secret).error().code, ErrorCode::kUnauthorized);
}

TEST_F(PresentTest, E2AnUnknownKeyIsNeverKnown) {
  EXPECT_FALSE(here_.authenticate("nonsense").ok());
  EXPECT_FALSE(here_.authenticate_if_known("nonsense").has_value());
}

TEST_F(PresentTest, ManyAtOnceComeInTheOrderAskedForWithGapsForNobody) {
  acme_.status(kJohn).value();  // one that is known, one that is not
  const auto statuses = acme_.statuses({kJohn, testing::kForeigner, kJane, kJohn, Uuid()}).value();
  ASSERT_EQ(statuses.size(), 5U);
  EXPECT_EQ(statuses[0]->user, kJohn);
  EXPECT_FALSE(statuses[1].has_value());
  EXPECT_EQ(statuses[2]->user, kJane);
  EXPECT_EQ(statuses[3], statuses[0]);
  EXPECT_FALSE(statuses[4].has_value());
}

TEST_F(PresentTest, NothingIsKnownAfterClosing) {
  acme_.status(kJane).value();
  here_.close();
  EXPECT_FALSE(acme_.status_if_known(kJane).has_value());
  EXPECT_EQ(acme_.status(kJane).error().code, ErrorCode::kClosed);
}

// Every step of both, and after each of them the same answer from memory here, from memory there, and from a database
// that knows nothing yet.
TEST_F(PresentTest, L5AgreesWithTheFileAfterEachOfManySteps) {
  std::mt19937 random(20261125);
  for (int step = 0; step < 150; ++step) {
    const Account& writer = random() % 2 == 0 ? acme_ : acme_there_;
    const Uuid& user = random() % 2 == 0 ? kJane : kJohn;
    switch (random() % 4) {
      case 0:
        writer.update_status(available(user, random() % 2 == 0)).value();
        break;
      case 1:
        writer.update_status(custom_status(user, CustomStatusUpdate::assign(random() % 2 == 0 ? kLunch : kVacationing)))
            .value();
        break;
      case 2:
        writer.update_status(custom_status(user, CustomStatusUpdate::clear())).value();
        break;
      default:
        writer.status(user).value();
    }
    const Status truth = open().account("acme").value().status(user).value();
    ASSERT_EQ(acme_.status(user).value(), truth) << step;
    ASSERT_EQ(acme_there_.status(user).value(), truth) << step;
  }
  EXPECT_TRUE(here_.check({}).value().findings.empty());  // each decided by the one before
}

TEST_F(PresentThreaded, L5NoReaderSeesAVersionThatIsOlderThanOneItSaw) {
  std::atomic<bool> done{false};
  std::atomic<int> steps_back{0};
  std::vector<std::thread> readers;
  for (const Account* account : {&acme_, &acme_, &acme_there_}) {
    readers.emplace_back([&, account] {
      for (std::int64_t seen = 0; !done;) {
        const std::int64_t version = account->status(kJane).value().version;
        if (version < seen) ++steps_back;
        seen = version;
      }
    });
  }
  for (int i = 0; i < 200; ++i) {
    const Account& writer = i % 8 == 7 ? acme_there_ : acme_;
    const auto change = writer.update_status(available(kJane, i % 2 == 0)).value();
    // Acknowledged is visible, to everybody.
    EXPECT_GE(acme_.status(kJane).value().version, change.after.version);
    EXPECT_GE(acme_there_.status(kJane).value().version, change.after.version);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(steps_back, 0);
}

}  // namespace
}  // namespace onduty
