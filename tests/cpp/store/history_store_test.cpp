#include "store/history_store.h"

#include <gtest/gtest.h>

#include "store/session.h"
#include "support/entries.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

using testing::seqs_of;
using testing::whole_range;
using Seqs = std::vector<std::int64_t>;

// Users by their row ids: 1 Jane, 2 John, 3 of another account, 4 removed. Version and instant of each user rise.
constexpr const char* kEntries = R"sql(
INSERT INTO status_history(seq, user_id, at, version, available_before, available_after, custom_revision_before,
                           custom_revision_after, way, api_key_id, actor, reason, change_set_id) VALUES
  (1, 1, 5000, 1, 0, 1, NULL, 2, 1, 1, 'zoe', 'back', NULL),
  (2, 3, 5001, 1, 0, 1, NULL, NULL, 0, NULL, NULL, NULL, NULL),
  (3, 2, 9000, 1, 0, 1, NULL, NULL, 0, NULL, NULL, NULL, NULL),
  (4, 1, 6000, 2, 1, 0, 2, 3, 0, NULL, NULL, NULL, NULL),
  (5, 4, 4000, 1, 0, 1, NULL, NULL, 0, NULL, NULL, NULL, NULL),
  (6, 1, 6000, 3, 0, 1, 3, NULL, 0, NULL, NULL, NULL, NULL),
  (7, 1, 7000, 4, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL);
)sql";

class HistoryStoreTest : public ::testing::Test {
 protected:
  HistoryStoreTest() : session_(sample_.connect()) { session_.connection().execute(kEntries); }

  static HistoryRange range(std::int64_t since, std::int64_t until, std::int64_t after = 0, std::int64_t limit = 100) {
    return {Instant{since}, Instant{until}, after, limit, false};
  }

  static HistoryRange latest(HistoryRange range, std::int64_t limit) {
    range.latest = true;
    range.limit = limit;
    return range;
  }

  Seqs of_jane(const HistoryRange& range) { return seqs_of(session_.history().of_user(1, range)); }
  Seqs of_all(const HistoryRange& range) {
    return seqs_of(session_.history().of_account(testing::kAcme, std::nullopt, range));
  }

  testing::Sample sample_;
  Session session_;
};

TEST_F(HistoryStoreTest, Q1AnEntryTellsEverythingByTheNamesOfItsTime) {
  session_.connection().execute(
      "UPDATE custom_status SET name = 'Pranzo', destroyed_at = 8000 WHERE id = 2;"
      "INSERT INTO custom_status_revision(custom_status_id, name, since_at) VALUES (2, 'Pranzo', 5500)");
  const HistoryEntry entry = session_.history().of_user(1, whole_range(1)).at(0);
  EXPECT_EQ(entry.user, testing::kJane);
  EXPECT_EQ(entry.at, Instant{5000});
  EXPECT_EQ(entry.before, (RecordedStatus{false, std::nullopt}));
  EXPECT_EQ(entry.after, (RecordedStatus{true, CustomStatus{testing::kLunch, "Lunch", std::nullopt}}));
  EXPECT_EQ(entry.version, 1);
  EXPECT_EQ(entry.api_key, "support desk");
  EXPECT_EQ(entry.actor, "zoe");
  EXPECT_EQ(entry.reason, "back");
  EXPECT_EQ(entry.change_set, 3);  // that of entry 1
}

TEST_F(HistoryStoreTest, Q1AUsersEntriesAreInOrderOfSeq) {
  EXPECT_EQ(of_jane(whole_range()), (Seqs{1, 4, 6, 7}));
  EXPECT_EQ(of_jane(whole_range(2)), (Seqs{1, 4}));
  EXPECT_TRUE(session_.history().of_user(9, whole_range()).empty());
}

TEST_F(HistoryStoreTest, Q1ReadingOnBeginsBehindAnySeq) {
  const auto from = [](std::int64_t after) { return range(0, 10'000, after); };
  EXPECT_EQ(of_jane(from(1)), (Seqs{4, 6, 7}));
  EXPECT_EQ(of_jane(from(4)), (Seqs{6, 7}));     // of the same instant as the next
  EXPECT_EQ(of_jane(from(3)), (Seqs{4, 6, 7}));  // another user's
  EXPECT_EQ(of_jane(from(5)), (Seqs{6, 7}));
  EXPECT_EQ(of_jane(from(7)), Seqs());
  EXPECT_EQ(of_jane(from(99)), Seqs());
  EXPECT_EQ(of_all(from(4)), (Seqs{5, 6, 7}));
}

TEST_F(HistoryStoreTest, Q1SinceIsIncludedAndUntilIsNot) {
  EXPECT_EQ(of_jane(range(5000, 6000)), Seqs{1});
  EXPECT_EQ(of_jane(range(5001, 6001)), (Seqs{4, 6}));
  EXPECT_EQ(of_jane(range(6000, 7000, 4)), Seqs{6});
  EXPECT_EQ(of_jane(range(7001, 8000)), Seqs());
  EXPECT_EQ(of_all(range(5000, 7000)), (Seqs{1, 4, 6}));
  EXPECT_EQ(of_all(range(5500, 10'000)), (Seqs{3, 4, 6, 7}));  // the first by seq is not the first by instant
  EXPECT_EQ(of_all(range(5500, 10'000, 3)), (Seqs{4, 6, 7}));
  EXPECT_EQ(of_all(range(9001, 10'000)), Seqs());
  EXPECT_EQ(of_all(latest(range(5500, 10'000), 2)), (Seqs{6, 7}));
}

TEST_F(HistoryStoreTest, Q1EverybodysEntriesAreInOrderOfSeqWhateverTheirInstants) {
  EXPECT_EQ(of_all(whole_range()), (Seqs{1, 3, 4, 5, 6, 7}));  // with those of the user who was removed
  EXPECT_EQ(seqs_of(session_.history().of_account(testing::kOther, std::nullopt, whole_range())), Seqs{2});
}

TEST_F(HistoryStoreTest, Q1ATeamsEntriesAreThoseOfItsMembers) {
  session_.connection().execute("DELETE FROM team_member WHERE user_id = 1; INSERT INTO team_member VALUES (1, 4)");
  EXPECT_EQ(seqs_of(session_.history().of_account(testing::kAcme, 1, whole_range())), (Seqs{3, 5}));
  EXPECT_TRUE(session_.history().is_member(1, 2));
  EXPECT_FALSE(session_.history().is_member(1, 1));
}

TEST_F(HistoryStoreTest, Q1TheLatestComeInTheSameOrder) {
  EXPECT_EQ(of_jane(latest(whole_range(), 2)), (Seqs{6, 7}));
  EXPECT_EQ(of_jane(latest(range(0, 7000), 2)), (Seqs{4, 6}));
  EXPECT_EQ(of_all(latest(range(0, 7000), 3)), (Seqs{4, 5, 6}));
  EXPECT_EQ(of_all(latest(range(0, 9999, 6), 3)), Seqs{7});
}

// Between the entries of Acme's users there are more of others than are read through at once.
TEST_F(HistoryStoreTest, Q1EntriesAreFoundFarFromWhereReadingBegins) {
  session_.connection().execute(
      "WITH RECURSIVE n(seq) AS (SELECT 8 UNION ALL SELECT seq + 1 FROM n WHERE seq < 130000)"
      " INSERT INTO status_history(seq, user_id, at, version, available_before, available_after, way)"
      " SELECT seq, 3, 5000 + seq, seq, 0, 1, 1 FROM n;"
      "INSERT INTO status_history(seq, user_id, at, version, available_before, available_after, way)"
      " VALUES (130001, 1, 8000, 5, 0, 1, 1)");
  for (const std::optional<std::int64_t>& team : {std::optional<std::int64_t>(), std::optional<std::int64_t>(1)}) {
    if (team) session_.connection().execute("INSERT INTO team_member VALUES (1, 4)");
    const auto found = [&](const HistoryRange& range) {
      return seqs_of(session_.history().of_account(testing::kAcme, team, range));
    };
    EXPECT_EQ(found(whole_range()), (Seqs{1, 3, 4, 5, 6, 7, 130001}));
    EXPECT_EQ(found(range(0, 9999, 7)), Seqs{130001});
    EXPECT_EQ(found(range(0, 9999, 6, 1)), Seqs{7});
    EXPECT_EQ(found(range(0, 9999, 6, 2)), (Seqs{7, 130001}));
    EXPECT_EQ(found(range(0, 7000, 6)), Seqs());
    EXPECT_EQ(found(range(8000, 9999)), (Seqs{3, 130001}));
    EXPECT_EQ(found(range(20'000, 30'000)), Seqs());
    EXPECT_EQ(found(latest(range(0, 9999), 2)), (Seqs{7, 130001}));
    EXPECT_EQ(found(latest(range(0, 7000), 3)), (Seqs{4, 5, 6}));
    EXPECT_EQ(found(latest(range(0, 9999, 6), 5)), (Seqs{7, 130001}));
    EXPECT_EQ(found(latest(range(0, 9999, 130001), 5)), Seqs());
  }
}

}  // namespace
}  // namespace onduty::store
