#include "engine/change_set_writer.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

class ChangeSetWriterTest : public ::testing::Test {
 protected:
  ChangeSetWriterTest() : session_(sample_.connect()) { session_.begin_write(); }

  void make_available(const Uuid& user) {
    const auto before = session_.statuses().find(testing::kAcme, user);
    domain::StatusDecision decision{*before, true, std::nullopt};
    decision.after.available = true;
    ++decision.after.version;
    writer_.write(user, *before, decision);
  }

  testing::Sample sample_;
  store::Session session_;
  ChangeSetWriter writer_{session_, testing::kAcme, {Way::kUndo, "zoe", 1}, "why", Instant{1'700'000'200'000}};
};

TEST_F(ChangeSetWriterTest, Q5TheSetBeginsWithTheFirstChange) {
  EXPECT_EQ(writer_.change_set_id(), std::nullopt);
  EXPECT_EQ(session_.connection().query_integer("SELECT count(*) FROM change_set"), 0);
  make_available(testing::kJane);
  make_available(testing::kJohn);
  ASSERT_TRUE(writer_.change_set_id());
  EXPECT_EQ(session_.connection().query_text("SELECT way || actor || api_key_id || reason FROM change_set"),
            "6zoe1why");
  EXPECT_EQ(session_.connection().query_integer("SELECT min(change_set_id) FROM status_history"),
            writer_.change_set_id());
}

TEST_F(ChangeSetWriterTest, Q5GivesTheStatesThatItWrote) {
  make_available(testing::kJohn);
  const PresentStates changed = writer_.take_changed();
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].first, (UserKey{testing::kAcme, testing::kJohn}));
  EXPECT_TRUE(changed[0].second.available);
}

TEST_F(ChangeSetWriterTest, Q5ContactsBelongToTheSameSet) {
  const auto row = session_.changes().find_contact(testing::kAcme, testing::kJane);
  const domain::ContactState before = session_.changes().read_state(*row);
  domain::ContactState after = before;
  after.assigned_user_id = 2;
  make_available(testing::kJane);
  writer_.write({*row, before, after, std::nullopt});
  EXPECT_EQ(session_.connection().query_integer("SELECT change_set_id FROM contact_history"), writer_.change_set_id());
}

}  // namespace
}  // namespace onduty::engine
