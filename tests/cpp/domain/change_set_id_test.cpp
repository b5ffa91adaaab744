#include "domain/change_set_id.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(ChangeSetId, Q5ARowAndAnEntryNeverShareOne) {
  EXPECT_NE(change_set_of_row(7), change_set_of_entry(7));
  EXPECT_FALSE(is_of_entry(change_set_of_row(7)));
  EXPECT_TRUE(is_of_entry(change_set_of_entry(7)));
  EXPECT_EQ(row_or_entry_of(change_set_of_row(7)), 7);
  EXPECT_EQ(row_or_entry_of(change_set_of_entry(7)), 7);
}

TEST(ChangeSetId, Q5AnEntryWithoutARowIsASetOfItsOwn) {
  EXPECT_EQ(change_set_of(5, std::nullopt), change_set_of_entry(5));
  EXPECT_EQ(change_set_of(5, 3), change_set_of_row(3));
}

}  // namespace
}  // namespace onduty::domain
