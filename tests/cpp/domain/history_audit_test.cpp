#include "domain/history_audit.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

using Problems = std::vector<std::string>;

StoredEntry entry(std::int64_t seq, std::int64_t version, std::int64_t at_ms, bool before, bool after) {
  StoredEntry made;
  made.seq = seq;
  made.version = version;
  made.at = Instant{at_ms};
  made.available_before = before;
  made.available_after = after;
  return made;
}

UserState state(std::int64_t version, bool available, std::optional<std::int64_t> custom_status = std::nullopt) {
  UserState made;
  made.version = version;
  made.available = available;
  made.custom_status_id = custom_status;
  return made;
}

// The history false -> true -> false, whose entries have equal instants.
HistoryAudit sound() {
  HistoryAudit audit;
  audit.add(entry(4, 1, 1000, false, true));
  audit.add(entry(9, 2, 1000, true, false));
  return audit;
}

TEST(HistoryAudit, ASoundHistoryHasNoProblems) {
  EXPECT_EQ(sound().problems(state(2, false)), Problems());
  EXPECT_EQ(sound().entry_count(), 2);
  EXPECT_EQ(HistoryAudit().problems(state(0, false)), Problems());  // U6
}

TEST(HistoryAudit, U7VersionsAreTheNumbersOfTheEntries) {
  HistoryAudit audit;
  audit.add(entry(4, 1, 1000, false, true));
  audit.add(entry(9, 3, 1000, true, false));
  EXPECT_EQ(audit.problems(state(3, false)),
            (Problems{"entry 9 has version 3 instead of 2", "the status has version 3, the history 2 entries"}));
}

TEST(HistoryAudit, U10TheStateIsWhatTheLastEntryLeft) {
  const Problems problems{"the status is not the one that entry 9, the last one, left"};
  EXPECT_EQ(sound().problems(state(2, true)), problems);
  EXPECT_EQ(sound().problems(state(2, false, 7)), problems);
  EXPECT_EQ(HistoryAudit().problems(state(0, true)), Problems{"the status is set, and there is no history of it"});
  EXPECT_EQ(sound().problems(std::nullopt), Problems{"the user has no status"});
}

TEST(HistoryAudit, U10EachEntryBeginsWithWhatTheOneBeforeItLeft) {
  HistoryAudit audit;
  audit.add(entry(4, 1, 1000, true, false));
  StoredEntry second = entry(9, 2, 1000, false, true);
  second.custom_status_before = 7;
  audit.add(second);
  EXPECT_EQ(audit.problems(state(2, true)),
            (Problems{"entry 4 begins with another status than the one before it left",
                      "entry 9 begins with another status than the one before it left"}));
}

TEST(HistoryAudit, U11TimeRunsForward) {
  HistoryAudit audit;
  audit.add(entry(4, 1, 2000, false, true));
  audit.add(entry(9, 2, 1999, true, false));
  const Problems problems = audit.problems(state(2, false));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("entry 9 is of an earlier instant"), std::string::npos) << problems[0];
}

TEST(HistoryAudit, OfALongHistoryTheFirstProblemsAreTold) {
  HistoryAudit audit;
  for (int i = 0; i < 1000; ++i) audit.add(entry(i, 7000, 1000, false, false));
  EXPECT_EQ(audit.problems(state(1000, false)).size(), 3U);
}

}  // namespace
}  // namespace onduty::domain
