#include "engine/core.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "engine/waiting.h"
#include "engine/write_call.h"
#include "support/child_process.h"
#include "support/sample.h"

namespace onduty::engine {
namespace {

TEST(Core, OpensWhatIsThere) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {});
  ASSERT_TRUE(core.ok());
  EXPECT_EQ(core.value()->path(), sample.path());
  EXPECT_GT(core.value()->now(), Instant{1'700'000'000'000});
}

TEST(Core, DoesNotMakeAFileUnlessAsked) {
  const testing::TemporaryDirectory directory;
  OpenOptions options;
  options.create = false;
  const auto core = Core::open(directory.file("missing.db"), options);
  ASSERT_FALSE(core.ok());
  EXPECT_NE(core.error().message.find("There is no database"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(std::filesystem::path(directory.file("x")).parent_path()));
}

TEST(Core, ClosingTwiceIsHarmless) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {}).value();
  core->close();
  core->close();
  EXPECT_EQ(core->writer().refusal()->code, ErrorCode::kClosed);
}

TEST(Core, ClosingBringsTheLogIntoTheFile) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {}).value();
  const auto read = core->readers().run([](store::Session&) -> Result<int> { return 1; });
  EXPECT_TRUE(read.ok());
  core->close();
  EXPECT_FALSE(std::filesystem::exists(sample.path() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(sample.path() + "-shm"));
}

Result<int> count_tags(store::Session& session) {
  return static_cast<int>(session.connection().query_integer("SELECT count(*) FROM tag").value_or(-1));
}

std::optional<ErrorCode> add_tag(Core& core) {
  Waiting<int> waiting;
  submit_call<int>(
      core.writer(),
      [](store::Session& session, Instant) -> Result<int> {
        session.connection().execute(
            "INSERT INTO tag(account_id, name, created_at) SELECT 1, 'n' || count(*), 1 FROM tag");
        return 1;
      },
      waiting.done());
  const auto added = waiting.result();
  return added.ok() ? std::nullopt : std::optional(added.error().code);
}

template <class T>
bool is_forked_error(const Result<T>& result) {
  return !result.ok() && result.error().code == ErrorCode::kForked;
}

TEST(CoreAndFork, L6EveryCallInAChildIsRefusedAndTheParentGoesOn) {
  const testing::Sample sample;
  const auto core = Core::open(sample.path(), {}).value();
  ASSERT_EQ(add_tag(*core), std::nullopt);
  ASSERT_TRUE(core->post_read([] {}).ok());
  const int code = testing::run_in_child([&] {
    if (!core->is_forked()) return 1;
    if (!is_forked_error(core->readers().run(count_tags))) return 2;
    if (add_tag(*core) != ErrorCode::kForked) return 3;
    if (!is_forked_error(core->post_read([] {}))) return 4;
    if (core->writer().refusal()->code != ErrorCode::kForked) return 5;
    return 0;
  });
  EXPECT_EQ(code, 0);
  EXPECT_FALSE(core->is_forked());
  EXPECT_EQ(add_tag(*core), std::nullopt);
  EXPECT_EQ(core->readers().run(count_tags).value(), 4);
}

TEST(CoreAndFork, L6ClosingAndLettingGoInAChildTouchNothing) {
  const testing::Sample sample;
  auto core = Core::open(sample.path(), {}).value();
  ASSERT_EQ(add_tag(*core), std::nullopt);
  const int code = testing::run_in_child([&] {
    core->close();
    core.reset();
    return 0;
  });
  EXPECT_EQ(code, 0);
  EXPECT_TRUE(std::filesystem::exists(sample.path() + "-wal"));
  EXPECT_EQ(add_tag(*core), std::nullopt);
}

// SQLite would take the child's connection for one of the parent's, whose locks the child does not have: then whoever
// closes the database next believes to be the last, and removes the log that the child goes on writing to.
TEST(CoreAndFork, L6AChildThatOpensTheDatabaseAnewHoldsLocksOfItsOwn) {
  const testing::Sample sample;
  auto core = Core::open(sample.path(), {}).value();
  ASSERT_TRUE(core->readers().run(count_tags).ok());
  const int code = testing::run_in_child([&] {
    const auto childs = Core::open(sample.path(), {}).value();
    if (add_tag(*childs)) return 1;
    const int third = testing::run_in_child([&] {
      Core::open(sample.path(), {}).value()->close();
      return 0;
    });
    if (third != 0) return 2;
    if (!std::filesystem::exists(sample.path() + "-wal")) return 3;
    if (add_tag(*childs)) return 4;
    return childs->readers().run(count_tags).value() == 4 ? 0 : 5;
  });
  EXPECT_EQ(code, 0);
  EXPECT_EQ(core->readers().run(count_tags).value(), 4);
}

TEST(Core, LeavesNothingBesideSomebodyElsesFile) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.file("letter.txt");
  std::ofstream(path) << "Dear reader,";
  std::ofstream{directory.file("empty")};
  OpenOptions options;
  options.create = false;
  ASSERT_FALSE(Core::open(path, {}).ok());
  ASSERT_FALSE(Core::open(directory.file("empty"), options).ok());
  const std::filesystem::directory_iterator entries(std::filesystem::path(path).parent_path());
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 2);
}

TEST(Core, L4OpeningGivesUpWhenItIsTold) {
  const testing::Sample sample;
  store::ProcessLock other = sample.lock();
  ASSERT_TRUE(other.acquire(std::chrono::milliseconds(0)).ok());
  OpenOptions options;
  options.keep_waiting = [] { return false; };
  const auto core = Core::open(sample.path(), options);
  ASSERT_FALSE(core.ok());
  EXPECT_EQ(core.error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty::engine
