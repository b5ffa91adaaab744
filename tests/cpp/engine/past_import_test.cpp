#include "engine/past_import.h"

#include <gtest/gtest.h>

#include "json/history_lines.h"
#include "support/dump.h"
#include "support/entries.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kJane;
using testing::kJohn;

// The sample's people were created at 2023-11-14T22:13:20Z.
constexpr Instant kNow{testing::kSampleCreatedMs + 24 * 3'600'000};

std::string line(const std::string& user, const std::string& time, const std::string& more) {
  return R"({"user":")" + user + R"(","at":"2023-11-15T)" + time + R"(Z",)" + more + "}\n";
}

std::string jane(const std::string& time, const std::string& more) { return line(kJane.hex(), time, more); }

class PastImportTest : public ::testing::Test {
 protected:
  PastImportTest() : session_(sample_.connect()) { session_.begin_write(); }

  Result<HistoryImportReport> import(const std::string& text, const HistoryImportOptions& options = {}) {
    json::HistoryLines lines;
    lines.add(text);
    return import_past(session_, testing::kAcme, lines.finish(), options, kNow);
  }

  // Refused, with nothing written: the problems by lines.
  std::string refused(const std::string& text) {
    const std::string before = dump();
    const auto report = import(text);
    EXPECT_EQ(dump(), before);
    if (report.ok()) return "nothing";
    std::string all;
    for (const auto& [where, reasons] : report.error().params.entries()) {
      for (const std::string& reason : reasons) all += (all.empty() ? "" : "; ") + where + ": " + reason;
    }
    return all;
  }

  std::string dump() { return testing::dump(session_.connection()); }
  domain::UserState state_of(const Uuid& user) { return *session_.statuses().find(testing::kAcme, user); }
  std::vector<HistoryEntry> entries_of(const Uuid& user) { return testing::entries_of(session_, user); }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(PastImportTest, Q7ClocksAndVersionsMoveAsIfItHadHappenedThen) {
  const auto report = import(jane("08:00:00", R"("available":true,"actor":"zoe","reason":"shift")") +
                             line("John@example.com", "08:30:00", R"("available":true)") +
                             jane("12:00:00", R"("custom_status_id":")" + testing::kLunch.dashed() + "\"") +
                             jane("12:30:00", R"("custom_status_id":null,"available":true)") +
                             jane("16:00:00", R"("available":false)"));
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report.value(), (HistoryImportReport{false, 5, 0, 2, 2}));
  const auto entries = entries_of(kJane);
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].at, *Instant::parse("2023-11-15T08:00:00Z"));
  EXPECT_EQ(entries[0].actor, "zoe");
  EXPECT_EQ(entries[0].reason, "shift");
  EXPECT_EQ(entries[0].way, Way::kImport);
  EXPECT_EQ(entries[1].after.custom_status->name, "Lunch");
  EXPECT_EQ(entries[2].before, entries[1].after);
  EXPECT_EQ(entries[3].version, 4);
  EXPECT_EQ(entries[3].change_set, 2);
  const domain::UserState state = state_of(kJane);
  EXPECT_FALSE(state.available);
  EXPECT_EQ(state.available_at, *Instant::parse("2023-11-15T16:00:00Z"));
  EXPECT_EQ(state.custom_status_at, *Instant::parse("2023-11-15T12:30:00Z"));
  EXPECT_EQ(state.version, 4);
}

TEST_F(PastImportTest, U2WhatWasSoAlreadyIsNoEntry) {
  const auto report = import(jane("08:00:00", R"("available":false)") + jane("09:00:00", R"("available":true)"));
  EXPECT_EQ(report.value(), (HistoryImportReport{false, 1, 1, 1, 2}));
  EXPECT_EQ(entries_of(kJane).size(), 1U);
  EXPECT_EQ(import(jane("10:00:00", R"("available":true)")).value(),
            (HistoryImportReport{false, 0, 1, 0, std::nullopt}));
}

TEST_F(PastImportTest, Q7EntriesAreInOrderBehindWhatThereIs) {
  ASSERT_TRUE(import(jane("08:00:00", R"("available":true)")).ok());
  EXPECT_EQ(
      refused(jane("08:00:00", R"("available":false)")),
      "line 1: at is not after the user's last change, at 2023-11-15T08:00:00.000+00:00; where that is the import "
      "of the directory: into a new database, import the directory without available and custom_status_id, then "
      "the history, then the directory with both and --overwrite-state");
  ASSERT_TRUE(import(jane("08:30:00", R"("available":false)")).ok());
  EXPECT_EQ(refused(jane("08:30:00", R"("available":true)")),
            "line 1: at is not after the user's last change, at 2023-11-15T08:30:00.000+00:00");
  EXPECT_EQ(refused(jane("09:00:00", R"("available":true)") + jane("08:59:59", R"("available":false)")),
            "line 2: at is before the user's entry before, at 2023-11-15T09:00:00.000+00:00");
  EXPECT_EQ(refused(line(kJohn.hex(), "09:00:00", R"("available":true)") + "\n" +
                    line("john@EXAMPLE.com", "08:59:59", R"("available":false)")),
            "line 3: at is before the user's entry before, at 2023-11-15T09:00:00.000+00:00");
  EXPECT_EQ(refused(jane("23:13:20", R"("available":true)")), "line 1: at lies in the future");
}

TEST_F(PastImportTest, U11EntriesOfOneInstantAreInTheOrderOfTheirLines) {
  const std::string text = jane("09:00:00", R"("available":true)") + jane("09:00:00", R"("available":false)") +
                           jane("09:00:00", R"("available":true)");
  EXPECT_EQ(import(text).value().changed, 3);
  const auto entries = entries_of(kJane);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].at, entries[2].at);
  EXPECT_EQ(entries[2].version, 3);
  EXPECT_LT(entries[1].seq, entries[2].seq);
  EXPECT_TRUE(state_of(kJane).available);
}

TEST_F(PastImportTest, Q7NobodyHasAHistoryBeforeTheirCreation) {
  const std::string before = R"({"user":")" + kJane.hex() + R"(","at":"2023-11-14T22:13:19.999Z","available":true})";
  EXPECT_EQ(refused(before), "line 1: at is before the user's creation, at 2023-11-14T22:13:20.000+00:00");
  EXPECT_TRUE(import(R"({"user":")" + kJane.hex() + R"(","at":"2023-11-14T22:13:20Z","available":true})").ok());
}

TEST_F(PastImportTest, Q7AllThatIsWrongIsToldAndNothingIsWritten) {
  EXPECT_EQ(refused(jane("08:00:00", R"("available":true)") + "{\n" +
                    line(testing::kForeigner.hex(), "08:00:00", R"("available":true)") +
                    line(testing::kRemoved.hex(), "08:00:00", R"("available":true)") +
                    line("nobody@example.com", "08:00:00", R"("available":true)") +
                    jane("09:00:00", R"("custom_status_id":")" + testing::kForeignStatus.dashed() + "\"") +
                    jane("10:00:00", R"("custom_status_id":")" + testing::kDestroyed.dashed() + "\"")),
            "line 2: is not a JSON object: its syntax is wrong, about column 2.; "
            "line 3: user is not a user of this account; line 4: user is not a user of this account; "
            "line 5: user is not a user of this account; "
            "line 6: custom_status_id is not a custom status of this account; "
            "line 7: custom_status_id is not a custom status of this account");
}

TEST_F(PastImportTest, Q7ALateProblemUndoesWhatWasWritten) {
  std::string text;
  for (int minute = 10; minute < 60; ++minute) {
    text +=
        jane("08:" + std::to_string(minute) + ":00", minute % 2 == 0 ? R"("available":true)" : R"("available":false)");
  }
  EXPECT_EQ(refused(text + jane("08:00:00", R"("available":true)")),
            "line 51: at is before the user's entry before, at 2023-11-15T08:59:00.000+00:00");
  EXPECT_EQ(import(text).value().changed, 50);
}

TEST_F(PastImportTest, U10ANameIsThatOfTheTime) {
  session_.connection().execute(
      "INSERT INTO custom_status_revision(custom_status_id, name, since_at) VALUES"
      " (2, 'Pranzo', 1700040000000), (2, 'Cena', 1700050000000)");  // from 09:20 and 12:06:40 on
  const std::string lunch = R"("custom_status_id":")" + testing::kLunch.dashed() + "\"";
  ASSERT_TRUE(
      import(jane("09:00:00", lunch) + jane("10:00:00", R"("custom_status_id":null)") + jane("13:00:00", lunch)).ok());
  const auto entries = entries_of(kJane);
  EXPECT_EQ(entries[0].after.custom_status->name, "Lunch");
  EXPECT_EQ(entries[1].before.custom_status->name, "Pranzo");
  EXPECT_EQ(entries[2].after.custom_status->name, "Cena");
  session_.connection().execute("UPDATE custom_status_revision SET since_at = 1800000000000");
  ASSERT_TRUE(import(line(kJohn.hex(), "09:00:00", lunch)).ok());
  EXPECT_EQ(entries_of(kJohn)[0].after.custom_status->name, "Lunch");
}

TEST_F(PastImportTest, Q7ADryRunWritesNothing) {
  const std::string before = dump();
  HistoryImportOptions options;
  options.dry_run = true;
  const auto report = import(jane("08:00:00", R"("available":true)"), options);
  EXPECT_EQ(report.value(), (HistoryImportReport{true, 1, 0, 1, std::nullopt}));
  EXPECT_EQ(dump(), before);
  EXPECT_FALSE(import("{}", options).ok());
}

TEST_F(PastImportTest, Q7ItTellsHowFarItIsAndCanBeStopped) {
  const std::string text = jane("08:00:00", R"("available":true)") + jane("09:00:00", R"("available":false)");
  std::vector<std::pair<std::int64_t, std::int64_t>> told;
  HistoryImportOptions options;
  options.progress = [&](std::int64_t done, std::int64_t total) {
    told.emplace_back(done, total);
    return true;
  };
  ASSERT_TRUE(import(text, options).ok());
  EXPECT_EQ(told, (std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 2}, {2, 2}}));
  const std::string before = dump();
  for (const std::int64_t stop_at : {0, 1}) {
    options.progress = [=](std::int64_t done, std::int64_t /*total*/) { return done != stop_at; };
    EXPECT_EQ(import(line(kJohn.hex(), "10:00:00", R"("available":true)"), options).error().code, ErrorCode::kClosed);
    EXPECT_EQ(dump(), before);
  }
}

}  // namespace
}  // namespace onduty::engine
