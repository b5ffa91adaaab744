#include "engine/custom_status_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kTwo[] = R"("custom_statuses": [
    {"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Vacationing", "emoji": "🌴"},
    {"id": "aaaaaaaa-0000-0000-0000-000000000002", "name": "Lunch"}])";

class CustomStatusImportTest : public testing::ImportFixture {
 protected:
  static std::string first(const std::string& rest) {
    return R"("custom_statuses": [{"id": "0d6041a28b8849eca99ba88a078a16c1", )" + rest + "}]";
  }

  std::string names() {
    return text(
        "SELECT name || coalesce(emoji, '-') || iif(destroyed_at IS NULL, '', '!') FROM custom_status ORDER BY id");
  }
  std::string revisions() {
    return text("SELECT name || coalesce(emoji, '-') || '@' || since_at FROM custom_status_revision ORDER BY id");
  }
  std::string dates() { return text("SELECT created_at || '|' || updated_at FROM custom_status WHERE id = 1"); }
};

TEST_F(CustomStatusImportTest, C1CreatesWithAFirstRevision) {
  EXPECT_EQ(imported(kTwo).custom_statuses, (ImportCounts{2, 0, 0, 0}));
  EXPECT_EQ(names(), "Vacationing🌴 Lunch-");
  EXPECT_EQ(revisions(), "Vacationing🌴@1700000000000 Lunch-@1700000000000");
  EXPECT_EQ(text("SELECT name_folded FROM custom_status ORDER BY id"), "vacationing lunch");
  expect_unchanged(kTwo);
}

TEST_F(CustomStatusImportTest, C1TakesTheDatesThatTheApiGives) {
  const std::string given = first(
      R"("name": "Vacationing", "createdAt": "2022-11-22 20:29:43 +0000", "updatedAt": "2022-11-23 20:29:43 +0000")");
  imported(given);
  EXPECT_EQ(dates(), "1669148983000|1669235383000");
  EXPECT_EQ(revisions(), "Vacationing-@1669148983000");
  expect_unchanged(given);
}

TEST_F(CustomStatusImportTest, C1OnlyACreationDateIsTheDateOfTheLastUpdateToo) {
  imported(first(R"("name": "Vacationing", "createdAt": "2022-11-22 20:29:43 +0000")"));
  EXPECT_EQ(dates(), "1669148983000|1669148983000");
}

TEST_F(CustomStatusImportTest, C2ARenameWritesARevisionAndTheDate) {
  imported(kTwo);
  now_.ms += 1000;
  EXPECT_EQ(imported(first(R"("name": "Holidays")")).custom_statuses, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(names(), "Holidays🌴 Lunch-");
  EXPECT_EQ(revisions(), "Vacationing🌴@1700000000000 Lunch-@1700000000000 Holidays🌴@1700000001000");
  EXPECT_EQ(dates(), "1700000000000|1700000001000");
  now_.ms += 1000;
  expect_unchanged(first(R"("name": "Holidays")"));
}

TEST_F(CustomStatusImportTest, C2AnotherEmojiIsARevisionToo) {
  imported(kTwo);
  imported(first(R"("emoji": null)"));
  EXPECT_EQ(names(), "Vacationing- Lunch-");
  EXPECT_EQ(catalogue_version(), 2);
  expect_unchanged(first(R"("emoji": null)"));
}

TEST_F(CustomStatusImportTest, C2ARenameByAnOldDocumentMovesTheDateToNow) {
  const std::string date = R"(, "updatedAt": "2022-11-23 20:29:43 +0000")";
  const std::string created = R"(, "createdAt": "2022-11-22 20:29:43 +0000")";
  imported(first(R"("name": "Vacationing")" + created + date));
  imported(first(R"("name": "Holidays")" + created + date));
  EXPECT_EQ(dates(), "1669148983000|1700000000000");
  expect_unchanged(first(R"("name": "Holidays")" + created + date));
  const std::string newer = first(R"("name": "Break", "updatedAt": "2023-11-14T22:13:20.000Z")");
  imported(newer);
  expect_unchanged(newer);
}

TEST_F(CustomStatusImportTest, C2NamesCanBeSwapped) {
  imported(kTwo);
  EXPECT_EQ(imported(R"("custom_statuses": [
      {"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "lunch"},
      {"id": "aaaaaaaa-0000-0000-0000-000000000002", "name": "Vacationing"}])")
                .custom_statuses,
            (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(names(), "lunch🌴 Vacationing-");
}

TEST_F(CustomStatusImportTest, C2ANameThatAnotherHasIsRefused) {
  imported(kTwo);
  EXPECT_EQ(refused(first(R"("name": "LUNCH")")),
            Texts{"/custom_statuses/0/name: is the name of another custom status"});
  EXPECT_EQ(refused(R"("custom_statuses": [{"id": "00000000000000000000000000000001", "name": " lunch "}])"),
            Texts{"/custom_statuses/0/name: is the name of another custom status"});
}

TEST_F(CustomStatusImportTest, I2ANewOneNeedsAName) {
  EXPECT_EQ(refused(R"("custom_statuses": [{"id": "00000000000000000000000000000001"},
                                           {"id": "00000000000000000000000000000002", "emoji": null}])"),
            (Texts{"/custom_statuses/0/name: is required for a new custom status",
                   "/custom_statuses/1/name: is required for a new custom status"}));
}

TEST_F(CustomStatusImportTest, I2DatesInTheFutureAreRefused) {
  EXPECT_EQ(
      refused(first(R"("name": "a", "createdAt": "2023-11-14T22:13:20.001Z", "updatedAt": "2100-01-01T00:00:00Z")")),
      (Texts{"/custom_statuses/0/createdAt: lies in the future", "/custom_statuses/0/updatedAt: lies in the future"}));
}

TEST_F(CustomStatusImportTest, C3DestroyingUnassignsTheHoldersWithAHistoryEntryEach) {
  imported(std::string(kTwo) + R"(, "users": [
      {"uuid": "00000000000000000000000000000001", "email": "a@b", "name": "A", "available": true,
       "custom_status_id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"},
      {"uuid": "00000000000000000000000000000002", "email": "c@d", "name": "C",
       "custom_status_id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"},
      {"uuid": "00000000000000000000000000000003", "email": "e@f", "name": "E",
       "custom_status_id": "aaaaaaaa-0000-0000-0000-000000000002"}])");
  imported(R"("users": [{"uuid": "00000000000000000000000000000002", "removed": true}])");
  now_.ms += 1000;
  EXPECT_EQ(imported(first(R"("removed": true)")).custom_statuses, (ImportCounts{0, 0, 0, 1}));
  EXPECT_EQ(names(), "Vacationing🌴! Lunch-");
  EXPECT_EQ(
      text("SELECT user_id || ':' || available || coalesce(custom_status_id, '-') || '@' || custom_status_at || 'v' "
           "|| version FROM user_status ORDER BY user_id"),
      "1:1-@1700000001000v2 2:0-@1700000001000v2 3:02@1700000000000v1");
  EXPECT_EQ(text("SELECT user_id || ':' || way || coalesce(custom_revision_before, '-') || "
                 "coalesce(custom_revision_after, '-') || '@' || at FROM status_history WHERE way = 7 ORDER BY seq"),
            "1:71-@1700000001000 2:71-@1700000001000");
  expect_unchanged(first(R"("removed": true)"));
}

TEST_F(CustomStatusImportTest, C3TheNameOfADestroyedOneIsFree) {
  imported(kTwo);
  EXPECT_EQ(imported(R"("custom_statuses": [{"id": "0d6041a28b8849eca99ba88a078a16c1", "removed": true},
                                            {"id": "00000000000000000000000000000001", "name": "Vacationing"}])")
                .custom_statuses,
            (ImportCounts{1, 0, 0, 1}));
}

TEST_F(CustomStatusImportTest, I4ADestroyedOneStaysSoAndTheReportSaysIt) {
  imported(kTwo);
  imported(first(R"("removed": true)"));
  const ImportReport report = imported(kTwo);
  EXPECT_TRUE(report.nothing_changed());
  EXPECT_EQ(report.notes,
            Texts{"The custom status \"Vacationing\" (0d6041a2-8b88-49ec-a99b-a88a078a16c1) was destroyed, "
                  "and stays so; the document still has it."});
  EXPECT_EQ(names(), "Vacationing🌴! Lunch-");
}

TEST_F(CustomStatusImportTest, I1RemovingOneThatIsUnknownChangesNothing) {
  imported("");
  expect_unchanged(first(R"("removed": true)"));
  EXPECT_EQ(imported(first(R"("removed": true)")).custom_statuses, (ImportCounts{0, 0, 1, 0}));
}

}  // namespace
}  // namespace onduty::engine
