#include "engine/past_reads.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

constexpr Instant kNow{testing::kSampleCreatedMs + 1000};

class PastReadsTest : public ::testing::Test {
 protected:
  PastReadsTest() : session_(sample_.connect()) {}

  Result<AsOf> read(const AsOfQuery& query) { return read_as_of(session_, testing::kAcme, query, kNow); }

  static AsOfQuery at(Instant instant) {
    AsOfQuery query;
    query.at = instant;
    return query;
  }

  testing::Sample sample_;
  store::Session session_;
};

TEST_F(PastReadsTest, Q2WithoutAnInstantItIsNow) {
  EXPECT_EQ(read({}).value().at, kNow);
  EXPECT_EQ(read({}).value().users.items.size(), 2U);
  EXPECT_EQ(read(at({kNow.ms + 1})).value().at, kNow);  // nobody knows what is to come
  EXPECT_EQ(read(at({kNow.ms - 1})).value().at, Instant{kNow.ms - 1});
}

TEST_F(PastReadsTest, U11NowIsWhatIsRecordedAlsoWhereTheClockWasSetBack) {
  session_.connection().execute(
      "INSERT INTO status_history(user_id, at, version, available_before, available_after, way)"
      " VALUES (2, 1800000000000, 1, 0, 1, 0)");
  EXPECT_TRUE(read({}).value().users.items[0].status.available);
  EXPECT_FALSE(read(at({kNow.ms - 1})).value().users.items[0].status.available);
}

TEST_F(PastReadsTest, C7PagesAreCounted) {
  AsOfQuery query = at({testing::kSampleCreatedMs});
  query.part.size = 2;
  query.part.page = 2;
  const Page<PastStatus> users = read(query).value().users;
  EXPECT_EQ(users.items.size(), 1U);
  EXPECT_EQ(users.page, 2);
  EXPECT_EQ(users.pages, 2);
  query.part = ListPart::all();
  EXPECT_EQ(read(query).value().users.items.size(), 3U);
}

TEST_F(PastReadsTest, E4ATeamOfAnotherAccountIsUnknown) {
  AsOfQuery query;
  query.refused.add("colour", "is not a parameter of this request");
  query.team = testing::kForeignTeam;
  const auto refused = read(query);
  ASSERT_EQ(refused.error().params.entries().size(), 2U);
  EXPECT_EQ(refused.error().params.entries()[1].first, "team");
  query = {};
  query.team = testing::kGeneral;
  EXPECT_EQ(read(query).value().users.items.size(), 2U);
}

}  // namespace
}  // namespace onduty::engine
