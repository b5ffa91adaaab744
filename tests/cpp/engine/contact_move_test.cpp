#include "engine/contact_move.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::engine {
namespace {

class ContactMoveTest : public ::testing::Test {
 protected:
  ContactMoveTest() : session_(sample_.connect()), contact_(session_.changes().contacts_of(1)[0]) {
    change_.kind = domain::ContactUpdateKind::kHandOff;
  }

  testing::Sample sample_;
  store::Session session_;
  store::ContactRow contact_;
  domain::ContactChange change_;
};

TEST_F(ContactMoveTest, H1TellsBothSidesAndWhoseUpdateItIs) {
  change_.assigned_user_id = 2;
  const auto move = move_of(session_, contact_, change_, 1);
  ASSERT_TRUE(move);
  EXPECT_EQ(move->row, contact_);
  EXPECT_EQ(move->before.assigned_user_id, 1);
  EXPECT_EQ(move->after.assigned_user_id, 2);
  EXPECT_EQ(move->user_id, 1);
  EXPECT_EQ(session_.changes().contacts_of(1)[0], contact_);  // nothing is written
}

TEST_F(ContactMoveTest, H1WhatStaysAsItIsDoesNotMove) {
  change_.assigned_user_id = 1;
  EXPECT_FALSE(move_of(session_, contact_, change_, 1));
}

}  // namespace
}  // namespace onduty::engine
