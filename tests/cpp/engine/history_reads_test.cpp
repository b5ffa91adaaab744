#include "engine/history_reads.h"

#include <gtest/gtest.h>

#include "support/entries.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

using testing::kJane;

class HistoryReadsTest : public ::testing::Test {
 protected:
  HistoryReadsTest() : session_(sample_.connect()) {
    session_.connection().execute(
        "INSERT INTO status_history(seq, user_id, at, version, available_before, available_after, way) VALUES"
        " (1, 1, 5000, 1, 0, 1, 0), (2, 2, 4000, 1, 0, 1, 0), (3, 4, 6000, 1, 0, 1, 0), (4, 3, 6000, 1, 0, 1, 0)");
  }

  Result<std::vector<HistoryEntry>> read(const HistoryQuery& query) {
    return read_history(session_, testing::kAcme, query);
  }

  std::vector<std::int64_t> seqs(const HistoryQuery& query) { return testing::seqs_of(read(query).value()); }

  std::string refused(const HistoryQuery& query) {
    const auto found = read(query);
    if (found.ok()) return "nothing";
    if (found.error().code != ErrorCode::kInvalidParams) return std::string(error_name(found.error().code));
    std::string all;
    for (const auto& [param, reasons] : found.error().params.entries()) all += (all.empty() ? "" : " ") + param;
    return all;
  }

  testing::Sample sample_;
  store::Session session_;
};

using Seqs = std::vector<std::int64_t>;

TEST_F(HistoryReadsTest, Q1OneUsersOrEverybodys) {
  EXPECT_EQ(seqs(HistoryQuery::of(kJane)), Seqs{1});
  EXPECT_EQ(seqs({}), (Seqs{1, 2, 3}));
}

TEST_F(HistoryReadsTest, Q1AllFiltersTogether) {
  HistoryQuery query;
  query.team = testing::kGeneral;
  EXPECT_EQ(seqs(query), (Seqs{1, 2}));
  query.since = Instant{4500};
  EXPECT_EQ(seqs(query), Seqs{1});
  query.user = testing::kJohn;
  EXPECT_EQ(seqs(query), Seqs());
  query.since = Instant{4000};
  query.until = Instant{4001};
  EXPECT_EQ(seqs(query), Seqs{2});
  session_.connection().execute("DELETE FROM team_member WHERE user_id = 2");
  EXPECT_EQ(seqs(query), Seqs());
}

TEST_F(HistoryReadsTest, E4WhoIsNotOfTheAccountIsNobody) {
  for (const Uuid& user : {testing::kForeigner, testing::kRemoved, Uuid()}) {
    HistoryQuery query = HistoryQuery::of(user, 0);
    query.refused.add("colour", "is not a parameter of this request");
    EXPECT_EQ(refused(query), "user_not_found");  // which is told before what is refused
  }
  for (const Uuid& team : {testing::kForeignTeam, testing::kDissolved, Uuid()}) {
    HistoryQuery query;
    query.team = team;
    EXPECT_EQ(refused(query), "team");
  }
}

TEST_F(HistoryReadsTest, Q1EverythingThatIsWrongIsNamed) {
  HistoryQuery query = HistoryQuery::of(kJane, 0);
  query.since = Instant{2};
  query.until = Instant{1};
  query.team = Uuid();
  query.refused.add("colour", "is not a parameter of this request");
  EXPECT_EQ(refused(query), "colour limit until team");
  EXPECT_EQ(refused(HistoryQuery::of(kJane, kHistoryLimitMax + 1)), "limit");
  query = HistoryQuery::of(kJane);
  query.after = -1;
  EXPECT_EQ(refused(query), "after");
  query = HistoryQuery::of(kJane, kHistoryLimitMax);
  query.since = query.until = Instant{1};
  EXPECT_EQ(seqs(query), Seqs());  // a period of no length holds nothing
}

}  // namespace
}  // namespace onduty::engine
