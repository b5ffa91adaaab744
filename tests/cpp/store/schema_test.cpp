#include "store/schema.h"

#include <gtest/gtest.h>

#include "support/sample.h"

namespace onduty::store {
namespace {

TEST(Schema, EveryTableIsStrictAndEveryForeignKeyHolds) {
  const testing::Sample sample;
  const auto connection = sample.connect();
  EXPECT_EQ(
      connection->query_integer(
          "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'"),
      0);
  EXPECT_EQ(connection->query_text("PRAGMA foreign_key_check"), "");
  EXPECT_EQ(connection->query_text("PRAGMA integrity_check"), "ok");
}

TEST(Schema, TheFileTellsWhoseItIs) {
  const testing::Sample sample;
  const auto connection = sample.connect();
  EXPECT_EQ(connection->query_integer("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(connection->query_integer("PRAGMA user_version"), kSchemaVersion);
}

// The history's queries must not read what does not concern them, however long it gets.
TEST(Schema, AUsersHistoryIsFoundByIndex) {
  const testing::Sample sample;
  const auto connection = sample.connect();
  Statement plan(*connection,
                 "EXPLAIN QUERY PLAN SELECT seq FROM status_history WHERE user_id = 1 AND (at, version) > (5, 0)"
                 " ORDER BY at, version");
  ASSERT_TRUE(plan.step());
  EXPECT_NE(plan.text(3).find("status_history_by_user (user_id=? AND (at,version)>(?,?))"), std::string::npos)
      << plan.text(3);
}

}  // namespace
}  // namespace onduty::store
