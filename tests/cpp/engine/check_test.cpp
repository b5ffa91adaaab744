#include "engine/check.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

constexpr Instant kNow{1'700'000'100'000};

class CheckTest : public ::testing::Test {
 protected:
  CheckTest() : session_(sample_.connect()) {}

  CheckReport check(Instant now = kNow) {
    auto report = session_.read([&](store::Session& session) { return check_contents(session, now, {}); });
    EXPECT_TRUE(report.ok());
    return report.ok() ? report.value() : CheckReport();
  }
  std::vector<std::string> kinds(Instant now = kNow) {
    std::vector<std::string> found;
    for (const Finding& finding : check(now).findings) {
      EXPECT_FALSE(finding.problem.empty());
      EXPECT_FALSE(finding.remedy.empty());
      found.push_back(finding.kind);
    }
    return found;
  }
  void execute(const char* sql) {
    session_.connection().execute(sql);
    ASSERT_EQ(session_.failure(), std::nullopt);
  }

  testing::Sample sample_;
  store::Session session_;
};

using Kinds = std::vector<std::string>;

TEST_F(CheckTest, OfASoundDatabaseTellsNothing) {
  EXPECT_EQ(kinds(), Kinds());
  EXPECT_EQ(check().users, 4);
}

TEST_F(CheckTest, EachKindOfProblemIsTold) {
  execute("PRAGMA foreign_keys = OFF");
  execute("UPDATE contact SET assigned_user_id = 99 WHERE id = 1");
  execute("UPDATE user_status SET version = 5 WHERE user_id = 1");
  EXPECT_EQ(kinds(), (Kinds{"broken_reference", "history"}));
  EXPECT_NE(check().findings[1].problem.find("jane.doe@email.com"), std::string::npos);
}

TEST_F(CheckTest, U11AHistoryAheadOfTheClockIsTold) {
  constexpr Instant kCreated{testing::kSampleCreatedMs};
  EXPECT_EQ(kinds(Instant{kCreated.ms - 60'000}), Kinds());
  EXPECT_EQ(kinds(Instant{kCreated.ms - 61'000}), Kinds{"clock"});
}

TEST_F(CheckTest, OfManyProblemsOfAKindTheFirstAreTold) {
  execute(
      "WITH RECURSIVE n(i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
      " INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at)"
      " SELECT i, 1, randomblob(16), i || '@x', i || '@x', 'N', 0 FROM n");
  const auto findings = check().findings;
  ASSERT_EQ(findings.size(), 21U);
  EXPECT_NE(findings.back().problem.find("81 more users"), std::string::npos) << findings.back().problem;
}

TEST_F(CheckTest, CanBeStopped) {
  CheckOptions options;
  options.keep_going = [] { return false; };
  execute("CREATE TABLE filler AS SELECT randomblob(100) FROM status_history");
  execute(
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO tag(account_id, name, created_at) SELECT 1, i || 'x', 1 FROM n");
  const auto stopped = session_.read([&](store::Session& session) { return check_contents(session, kNow, options); });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, ErrorCode::kClosed);
  EXPECT_EQ(kinds(), Kinds());  // and the next one is asked nothing
}

TEST_F(CheckTest, S1SettingsThatAreNotDurableAreTold) {
  EXPECT_TRUE(check_settings(session_).empty());
  execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF");
  const auto findings = check_settings(session_);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].kind, "settings");
}

}  // namespace
}  // namespace onduty::engine
