#include "engine/contact_change.h"

#include <gtest/gtest.h>

#include <future>

#include "support/dump.h"
#include "support/open_sample.h"

namespace onduty {
namespace {

using ContactChangeTest = testing::OpenSample;

ContactRequest request_for(const Uuid& contact) {
  ContactRequest request;
  request.contact = contact;
  return request;
}

TEST_F(ContactChangeTest, S10C5ChangesOneContactAndKeepsItsHistory) {
  ContactRequest request = request_for(testing::kJane);
  request.update.name = "Ada";
  request.update.tags = {"VIP"};
  request.update.assigned_user = "JOHN@example.com";
  request.origin.actor = "zoe";
  const auto contact = acme().update_contact(request);
  ASSERT_TRUE(contact.ok());
  EXPECT_EQ(contact.value().name, "Ada");
  EXPECT_EQ(contact.value().tags, (std::vector<std::string>{"VIP"}));
  EXPECT_EQ(contact.value().assigned_user, "John@example.com");
  EXPECT_NE(dump().find("contact_history: 1|1|1|NULL|'{\"name\":\"UPDATE Doe\""), std::string::npos) << dump();
  const std::string before = dump();
  ASSERT_TRUE(acme().update_contact(request).ok());  // U2
  EXPECT_EQ(dump(), before);
}

TEST_F(ContactChangeTest, U8ACallWithAKeyIsCarriedOutOnce) {
  ContactRequest request = request_for(testing::kJane);
  request.update.name = "Ada";
  request.update.note = "seen";
  request.idempotency = Idempotency{"k1", ""};
  const auto first = acme().update_contact(request);
  ASSERT_TRUE(first.ok());
  ContactRequest other = request_for(testing::kJane);
  other.update.name = "Eve";
  ASSERT_TRUE(acme().update_contact(other).ok());
  const std::string before = dump();
  const auto again = acme().update_contact(request);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value(), first.value());
  other.idempotency = request.idempotency;
  EXPECT_EQ(acme().update_contact(other).error().code, ErrorCode::kIdempotencyConflict);  // E6
  EXPECT_EQ(dump(), before);
}

TEST_F(ContactChangeTest, U8EveryPartMakesAnotherCall) {
  ContactRequest request = request_for(testing::kJane);
  request.update.name = "Ada";
  request.idempotency = Idempotency{"k1", ""};
  ASSERT_TRUE(acme().update_contact(request).ok());
  ContactRequest other = request;
  other.update.note = "x";
  EXPECT_EQ(acme().update_contact(other).error().code, ErrorCode::kIdempotencyConflict);
  other = request;
  other.update.unassign_user = true;
  EXPECT_EQ(acme().update_contact(other).error().code, ErrorCode::kIdempotencyConflict);
  other = request;
  other.contact = testing::kJohn;
  EXPECT_EQ(acme().update_contact(other).error().code, ErrorCode::kIdempotencyConflict);
}

TEST_F(ContactChangeTest, AnAnswerTellsWhetherSomethingChanged) {
  ContactRequest request = request_for(testing::kJane);
  request.update.name = "Ada";
  for (const bool changes : {true, false}) {
    std::promise<Result<Answer>> promise;
    acme().answer_contact_async(request, [&](Result<Answer> answer) { promise.set_value(std::move(answer)); });
    EXPECT_EQ(promise.get_future().get().value().changed, changes);
  }
}

TEST_F(ContactChangeTest, U5ARefusedChangeWritesNothing) {
  const std::string before = dump();
  ContactRequest request = request_for(testing::kJane);
  request.update.name = "Ada";
  request.update.tags = {"none"};
  request.origin.actor = "";
  const auto refused = acme().update_contact(request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().params.entries()[0].first, "actor");
  EXPECT_EQ(refused.error().params.entries()[1].first, "tags");
  EXPECT_EQ(acme().update_contact(request_for(testing::kJohn)).error().code, ErrorCode::kContactNotFound);  // E4
  EXPECT_EQ(database_->account("other").value().update_contact(request).error().code, ErrorCode::kContactNotFound);
  EXPECT_EQ(dump(), before);
}

}  // namespace
}  // namespace onduty
