#include "store/session.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/dump.h"
#include "support/sample.h"

namespace onduty::store {
namespace {

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() : session_(sample_.connect()) {}

  void insert_tag(const std::string& name) {
    session_.connection().execute(
        ("INSERT INTO tag(account_id, name, created_at) VALUES (1, '" + name + "', 1)").c_str());
  }
  std::string dump() { return testing::dump(session_.connection()); }

  testing::Sample sample_;
  Session session_;
};

TEST_F(SessionTest, ACommitIsSeenByOthers) {
  session_.begin_write();
  insert_tag("new");
  EXPECT_EQ(testing::dump_file(sample_.path()).find("'new'"), std::string::npos);
  EXPECT_TRUE(session_.commit());
  EXPECT_NE(testing::dump_file(sample_.path()).find("'new'"), std::string::npos);
}

TEST_F(SessionTest, U5AFailureIsRolledBackWhole) {
  const std::string before = dump();
  session_.begin_write();
  insert_tag("new");
  insert_tag("VIP");  // is there already
  EXPECT_FALSE(session_.commit());
  EXPECT_TRUE(session_.failure());
  session_.roll_back();
  EXPECT_FALSE(session_.failure());
  EXPECT_EQ(dump(), before);
}

TEST_F(SessionTest, APartCanBeUndoneAlone) {
  session_.begin_write();
  insert_tag("kept");
  session_.begin_part();
  insert_tag("undone");
  session_.undo_part();
  session_.begin_part();
  insert_tag("kept too");
  session_.keep_part();
  ASSERT_TRUE(session_.commit());
  EXPECT_NE(dump().find("'kept'"), std::string::npos);
  EXPECT_NE(dump().find("'kept too'"), std::string::npos);
  EXPECT_EQ(dump().find("'undone'"), std::string::npos);
}

TEST_F(SessionTest, AReadSeesOneState) {
  const auto count = session_.read([&](Session& session) -> Result<std::int64_t> {
    const auto first = session.connection().query_integer("SELECT count(*) FROM tag");
    sample_.connect()->execute("INSERT INTO tag(account_id, name, created_at) VALUES (1, 'between', 1)");
    EXPECT_EQ(session.connection().query_integer("SELECT count(*) FROM tag"), first);
    return *first;
  });
  ASSERT_TRUE(count.ok());
  EXPECT_EQ(count.value(), 2);
  EXPECT_NE(dump().find("'between'"), std::string::npos);
}

TEST_F(SessionTest, AReadTellsItsFailureAndTheNextOneWorks) {
  const auto failed = session_.read([](Session& session) -> Result<int> {
    session.connection().execute("SELECT * FROM nowhere");
    return 1;
  });
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::kStorageUnavailable);
  EXPECT_TRUE(session_.read([](Session&) -> Result<int> { return 1; }).ok());
}

TEST_F(SessionTest, L6NothingIsWrittenOnceTheFilesAreReplaced) {
  std::filesystem::remove(sample_.path() + "-wal");
  session_.begin_write();
  ASSERT_TRUE(session_.failure());
  EXPECT_FALSE(session_.connection().in_transaction());
  EXPECT_FALSE(session_.connection().outcome_unknown());
}

TEST_F(SessionTest, L6ACommitIntoReplacedFilesHasAnUnknownOutcome) {
  session_.begin_write();
  insert_tag("new");
  std::filesystem::remove(sample_.path() + "-wal");
  EXPECT_FALSE(session_.commit());
  EXPECT_TRUE(session_.connection().outcome_unknown());
  session_.roll_back();
}

}  // namespace
}  // namespace onduty::store
