#include "engine/import_run.h"

#include "support/memory_database.h"

namespace onduty::engine {
namespace {

using testing::kNow;

class ImportRunTest : public testing::MemoryDatabase {
 protected:
  domain::Directory directory_;
  ImportOptions options_;
};

TEST_F(ImportRunTest, I2GathersProblemsByPointer) {
  ImportRun run(*connection_, directory_, options_, kNow);
  run.refuse(domain::DocumentPlace().key("users").item(0), "is odd");
  run.refuse(domain::DocumentPlace().key("users").item(0), "is even");
  run.refuse_future(domain::DocumentPlace().key("x"), Instant{kNow.ms + 1});
  run.refuse_future(domain::DocumentPlace().key("y"), kNow);
  run.refuse_future(domain::DocumentPlace().key("z"), std::nullopt);
  const auto report = std::move(run).finish();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().params.entries(),
            (std::vector<ParamErrors::Entry>{{"/users/0", {"is odd", "is even"}}, {"/x", {"lies in the future"}}}));
}

TEST_F(ImportRunTest, I2ListsInADryRunWhatWouldChange) {
  options_.dry_run = true;
  directory_.account.name = "acme";
  ImportRun run(*connection_, directory_, options_, kNow);
  const auto user = [](std::size_t index) { return domain::DocumentPlace().key("users").item(index); };
  run.change_key("bot", true);
  run.list_account("changed");
  run.change_key("name", true);
  run.change_key("email", false);
  run.settle(run.report().users, ImportOutcome::kChanged, user(0), "Ada");
  run.settle(run.report().users, ImportOutcome::kUnchanged, user(1), "Bea");
  run.change_key("available", true);  // of one that is new, all keys are
  run.settle(run.report().users, ImportOutcome::kCreated, user(2), "Cleo");
  run.settle(run.report().users, ImportOutcome::kRemoved, user(3), "Dora");
  run.settle_as_left(run.report().api_keys, domain::DocumentPlace().key("api_keys").item(7), "desk", "It was revoked.");
  const ImportReport report = std::move(run).finish().value();
  EXPECT_EQ(report.changes, (std::vector<ImportChange>{{"/account", "account", "changed", "acme", {"bot"}},
                                                       {"/users/0", "users", "changed", "Ada", {"name"}},
                                                       {"/users/2", "users", "created", "Cleo", {}},
                                                       {"/users/3", "users", "removed", "Dora", {}},
                                                       {"/api_keys/7", "api_keys", "left", "desk", {}}}));
  EXPECT_EQ(report.users, (ImportCounts{1, 1, 1, 1}));
  EXPECT_EQ(report.notes, std::vector<std::string>{"It was revoked."});
}

TEST_F(ImportRunTest, I2ListsNothingWhereItIsDone) {
  ImportRun run(*connection_, directory_, options_, kNow);
  run.change_key("name", true);
  run.settle(run.report().users, ImportOutcome::kChanged, domain::DocumentPlace().key("users").item(0), "Ada");
  EXPECT_TRUE(std::move(run).finish().value().changes.empty());
}

TEST_F(ImportRunTest, TellsProgressNowAndThen) {
  directory_.tags.resize(2'500);
  std::vector<std::pair<std::int64_t, std::int64_t>> told;
  options_.progress = [&](std::int64_t done, std::int64_t total) {
    told.emplace_back(done, total);
    return true;
  };
  ImportRun run(*connection_, directory_, options_, kNow);
  for (int entry = 0; entry < 2'500; ++entry) EXPECT_TRUE(run.advance());
  EXPECT_EQ(told, (std::vector<std::pair<std::int64_t, std::int64_t>>{{1000, 2500}, {2000, 2500}, {2500, 2500}}));
  EXPECT_TRUE(std::move(run).finish().ok());
}

TEST_F(ImportRunTest, StopsWhenProgressSaysSo) {
  directory_.tags.resize(3'000);
  int calls = 0;
  options_.progress = [&](std::int64_t, std::int64_t) { return ++calls < 2; };
  ImportRun run(*connection_, directory_, options_, kNow);
  for (int entry = 1; entry < 2'000; ++entry) EXPECT_TRUE(run.advance());
  EXPECT_FALSE(run.is_stopped());
  EXPECT_FALSE(run.advance());
  EXPECT_FALSE(run.advance());
  EXPECT_TRUE(run.is_stopped());
  EXPECT_EQ(calls, 2);
  const auto report = std::move(run).finish();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kClosed);
  EXPECT_EQ(report.error().message, "The import was stopped; nothing was changed.");
}

TEST_F(ImportRunTest, TheCatalogueVersionRisesOnceAndOnlyWhenAsked) {
  const char* version = "SELECT value FROM counter";
  EXPECT_TRUE(ImportRun(*connection_, directory_, options_, kNow).finish().ok());
  EXPECT_EQ(text(version), "0");
  ImportRun run(*connection_, directory_, options_, kNow);
  run.change_catalogue();
  run.change_catalogue();
  EXPECT_TRUE(std::move(run).finish().ok());
  EXPECT_EQ(text(version), "1");
}

TEST_F(ImportRunTest, AFailureOfTheConnectionComesBeforeAllElse) {
  ImportRun run(*connection_, directory_, options_, kNow);
  run.refuse({}, "is odd");
  connection_->execute("INSERT INTO nowhere VALUES (1)");
  const auto report = std::move(run).finish();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kStorageUnavailable);
  connection_->clear_failure();
}

TEST_F(ImportRunTest, CountsOutcomes) {
  ImportCounts counts;
  ImportRun::count(counts, ImportOutcome::kCreated);
  ImportRun::count(counts, ImportOutcome::kChanged);
  ImportRun::count(counts, ImportOutcome::kUnchanged);
  ImportRun::count(counts, ImportOutcome::kRemoved);
  EXPECT_EQ(counts, (ImportCounts{1, 1, 1, 1}));
}

TEST_F(ImportRunTest, I2WhatTheReaderRefusedIsToldOnceAndFirst) {
  directory_.problems.add("/users/3/name", "must be a string");
  directory_.problems.add("/teams", "must be a list");
  ImportRun run(*connection_, directory_, options_, kNow);
  const domain::DocumentPlace user = domain::DocumentPlace().key("users").item(3);
  const domain::DocumentPlace contact = domain::DocumentPlace().key("contacts").item(0);
  run.refuse(user.key("name"), "is required for a new user");
  run.refuse(user.key("email"), "is odd");
  run.refuse_reference(contact.key("team_uuid"), "teams", "is not a team");
  run.refuse_reference(contact.key("assignedUser"), "users", "is not a user");
  EXPECT_TRUE(run.is_refused_within(user));
  EXPECT_TRUE(run.is_refused_within(user.key("name")));
  EXPECT_FALSE(run.is_refused_within(user.key("email")));
  EXPECT_FALSE(run.is_refused_within(domain::DocumentPlace().key("users").item(0)));
  const auto report = std::move(run).finish();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().params.entries(),
            (std::vector<ParamErrors::Entry>{{"/users/3/name", {"must be a string"}},
                                             {"/teams", {"must be a list"}},
                                             {"/users/3/email", {"is odd"}},
                                             {"/contacts/0/assignedUser", {"is not a user"}}}));
}

TEST_F(ImportRunTest, AnImportThatIsStoppedBeforeItBeginsSaysSo) {
  options_.progress = [](std::int64_t done, std::int64_t) { return done > 0; };
  ImportRun run(*connection_, directory_, options_, kNow);
  EXPECT_FALSE(run.begin());
  EXPECT_EQ(std::move(run).finish().error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty::engine
