#include "domain/directory.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(Directory, I3ScopesAddUp) {
  EXPECT_EQ(scope_from_name("read"), 1);
  EXPECT_EQ(scope_from_name("write"), 2);
  EXPECT_EQ(scope_from_name("act_for_others"), 4);
  EXPECT_EQ(scope_from_name("admin"), std::nullopt);
}

TEST(Directory, CountsTheEntriesOfEveryKind) {
  Directory directory;
  EXPECT_EQ(directory.entry_count(), 0u);
  directory.api_keys.resize(1);
  directory.users.resize(2);
  directory.teams.resize(3);
  directory.custom_statuses.resize(4);
  directory.tags.resize(5);
  directory.custom_fields.resize(6);
  directory.contacts.resize(7);
  EXPECT_EQ(directory.entry_count(), 28u);
}

TEST(Directory, I4AUserHasStateWhereTheDocumentSaysSo) {
  UserEntry user;
  EXPECT_FALSE(user.has_state());
  user.available = false;
  EXPECT_TRUE(user.has_state());
  user.available.reset();
  user.custom_status = CustomStatusUpdate::clear();
  EXPECT_TRUE(user.has_state());
}

}  // namespace
}  // namespace onduty::domain
