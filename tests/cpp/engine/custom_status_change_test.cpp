#include "engine/custom_status_change.h"

#include <gtest/gtest.h>

#include "support/dump.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using Kind = CustomStatusRequest::Kind;
using testing::kAcme;

class CustomStatusChangeTest : public ::testing::Test {
 protected:
  CustomStatusChangeTest() : session_(sample_.connect()) {}

  static CustomStatusRequest request(Kind kind, const Uuid& id = {}, std::optional<std::string> name = {}) {
    CustomStatusRequest made;
    made.kind = kind;
    made.id = id;
    made.draft.name = std::move(name);
    return made;
  }

  Result<CustomStatusDetails> change(const CustomStatusRequest& request) {
    session_.begin_write();
    auto outcome = change_custom_status(session_, kAcme, request, now_);
    EXPECT_TRUE(session_.commit());
    if (!outcome.ok()) return outcome.error();
    changed_ = outcome.value().changed;
    return outcome.value().after;
  }

  // The error of a change that must be refused; shows that nothing was written.
  Error refused(const CustomStatusRequest& request) {
    const std::string before = testing::dump(session_.connection());
    const auto result = change(request);
    EXPECT_EQ(testing::dump(session_.connection()), before);
    return result.ok() ? Error::of(ErrorCode::kNotFound) : result.error();
  }

  std::string first_param(const CustomStatusRequest& request) {
    const Error error = refused(request);
    return error.params.empty() ? std::string() : error.params.entries()[0].first;
  }

  std::string text(const char* sql) { return session_.connection().query_text(sql); }

  testing::Sample sample_;
  store::Session session_;
  Instant now_{1'700'000'200'000};
  bool changed_ = false;  // by the last change that was not refused
};

TEST_F(CustomStatusChangeTest, C1ANewOneHasAnIdAndTheInstant) {
  CustomStatusRequest wanted = request(Kind::kCreate, {}, "  Sick ");
  wanted.draft.emoji = "🤒";
  const auto created = change(wanted);
  ASSERT_TRUE(created.ok());
  EXPECT_EQ(created.value().name, "Sick");
  EXPECT_TRUE(changed_);
  EXPECT_EQ(created.value().created_at, now_);
  EXPECT_EQ(created.value().updated_at, now_);
  const auto row = session_.custom_statuses().find(kAcme, created.value().id);
  ASSERT_TRUE(row);
  EXPECT_EQ(store::details_of(*row), created.value());
}

TEST_F(CustomStatusChangeTest, C2NamesAreUniqueInTheirAccountByFoldedText) {
  for (const char* name : {"lunch", " LUNCH ", "Ｌｕｎｃｈ", "vacationing"}) {
    EXPECT_EQ(first_param(request(Kind::kCreate, {}, name)), "name") << name;
  }
  EXPECT_TRUE(change(request(Kind::kCreate, {}, "Foreign")).ok());  // that of another account
  EXPECT_TRUE(change(request(Kind::kCreate, {}, "Old")).ok());      // that of a destroyed one
  EXPECT_EQ(first_param(request(Kind::kUpdate, testing::kLunch, "VACATIONING")), "name");
}

TEST_F(CustomStatusChangeTest, C2OneMayKeepItsNameInAnotherCase) {
  const auto renamed = change(request(Kind::kUpdate, testing::kLunch, "LUNCH"));
  ASSERT_TRUE(renamed.ok());
  EXPECT_EQ(renamed.value().name, "LUNCH");
  EXPECT_TRUE(changed_);
}

TEST_F(CustomStatusChangeTest, U10ARenameLeavesThePastAsItWas) {
  const auto renamed = change(request(Kind::kUpdate, testing::kLunch, "Pranzo"));
  ASSERT_TRUE(renamed.ok());
  EXPECT_EQ(renamed.value().created_at, Instant{testing::kSampleCreatedMs});
  EXPECT_EQ(renamed.value().updated_at, now_);
  EXPECT_EQ(text("SELECT group_concat(name || since_at, ' ') FROM custom_status_revision WHERE custom_status_id = 2"),
            "Lunch1700000000000 Pranzo1700000200000");
}

TEST_F(CustomStatusChangeTest, C1TheSameAgainChangesNothing) {
  const std::string before = testing::dump(session_.connection());
  CustomStatusRequest same = request(Kind::kUpdate, testing::kVacationing, "Vacationing");
  same.draft.emoji = "🌴";
  const auto unchanged = change(same);
  ASSERT_TRUE(unchanged.ok());
  EXPECT_EQ(unchanged.value().updated_at, Instant{testing::kSampleCreatedMs});
  EXPECT_FALSE(changed_);
  EXPECT_TRUE(change(request(Kind::kUpdate, testing::kVacationing)).ok());  // C8
  EXPECT_EQ(testing::dump(session_.connection()), before);
}

TEST_F(CustomStatusChangeTest, U11TheInstantOfAnUpdateNeverGoesBack) {
  now_ = Instant{5};
  EXPECT_EQ(change(request(Kind::kUpdate, testing::kLunch, "Pranzo")).value().updated_at,
            Instant{testing::kSampleCreatedMs});
}

TEST_F(CustomStatusChangeTest, E4AForeignOneIsAnsweredLikeAnUnknownOne) {
  for (const Kind kind : {Kind::kUpdate, Kind::kDestroy}) {
    for (const Uuid& id : {testing::kForeignStatus, testing::kDestroyed, Uuid()}) {
      CustomStatusRequest bad = request(kind, id, "");
      bad.draft.refused.add("colour", "is not a parameter of this request");
      EXPECT_EQ(refused(bad), Error::of(ErrorCode::kCustomStatusNotFound));
    }
  }
}

TEST_F(CustomStatusChangeTest, U4EverythingThatIsRefusedIsToldAtOnce) {
  for (const Kind kind : {Kind::kCreate, Kind::kUpdate, Kind::kDestroy}) {
    CustomStatusRequest bad = request(kind, testing::kLunch, "Vacationing");
    bad.draft.refused.add("colour", "is not a parameter of this request");
    bad.origin = {Way::kApi, "", 1};
    bad.idempotency = Idempotency::of("", "POST", "/", "");
    const Error error = refused(bad);
    std::string params;
    for (const auto& [param, reasons] : error.params.entries()) params += param + " ";
    EXPECT_EQ(params, kind == Kind::kDestroy ? "actor Idempotency-Key colour " : "actor Idempotency-Key colour name ");
  }
}

TEST_F(CustomStatusChangeTest, C3DestroyingTakesItFromEveryHolder) {
  session_.connection().execute("UPDATE user_status SET custom_status_id = 1 WHERE user_id IN (1, 2)");
  CustomStatusRequest destroy = request(Kind::kDestroy, testing::kVacationing);
  destroy.origin = {Way::kApi, "zoe", 1};
  ASSERT_TRUE(change(destroy).ok());
  EXPECT_EQ(text("SELECT count(*) FROM user_status WHERE custom_status_id IS NOT NULL"), "0");
  EXPECT_EQ(text("SELECT group_concat(user_id || ':' || change_set_id, ' ') FROM status_history"), "1:1 2:1");
  EXPECT_EQ(text("SELECT account_id || '|' || at || '|' || way || '|' || api_key_id || '|' || actor FROM change_set"),
            "1|1700000200000|7|1|zoe");
  EXPECT_EQ(session_.custom_statuses().find(kAcme, testing::kVacationing), std::nullopt);
  EXPECT_TRUE(change(request(Kind::kCreate, {}, "Vacationing")).ok());  // its name is free again
}

TEST_F(CustomStatusChangeTest, C3WithoutHoldersThereIsNothingToUndo) {
  ASSERT_TRUE(change(request(Kind::kDestroy, testing::kLunch)).ok());
  EXPECT_EQ(text("SELECT count(*) FROM change_set"), "0");
}

}  // namespace
}  // namespace onduty::engine
