#include "engine/planned_hand_off.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

class PlannedHandOffTest : public ::testing::Test {
 protected:
  PlannedHandOffTest() : session_(sample_.connect()) { change_.kind = domain::ContactUpdateKind::kHandOff; }

  std::vector<store::PlannedContact> planned_now() { return planned(moves_of(session_, 1, change_)); }

  testing::Sample sample_;
  store::Session session_;
  domain::ContactChange change_;
};

TEST_F(PlannedHandOffTest, Q4TellsWhatDiffersOfThoseThatChange) {
  change_.tag_ids = {{1}};
  const auto moves = moves_of(session_, 1, change_);
  ASSERT_EQ(moves.size(), 2U);  // the one between them has the tag
  EXPECT_EQ(moves[0].row.id, 1);
  EXPECT_EQ(moves[1].row.id, 3);
  EXPECT_EQ(planned(moves)[0], (store::PlannedContact{1, R"({"tag_ids":[]})", R"({"tag_ids":[1]})"}));
}

TEST_F(PlannedHandOffTest, Q4IsTheSameUntilWhatItTouchesChanges) {
  change_.assigned_user_id = 2;
  const auto before = planned_now();
  session_.connection().execute("UPDATE contact SET note = 'x'");
  EXPECT_EQ(planned_now(), before);
  session_.connection().execute("UPDATE contact SET assigned_user_id = 1 WHERE id = 4");
  EXPECT_NE(planned_now(), before);
}

}  // namespace
}  // namespace onduty::engine
