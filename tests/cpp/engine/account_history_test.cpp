#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "support/open_sample.h"

namespace onduty {
namespace {

using testing::kJane;
using testing::kJohn;
using AccountHistoryTest = testing::OpenSample;
using AccountHistoryThreaded = testing::OpenSample;

TEST_F(AccountHistoryTest, Q1TheHistoryOfOneAndOfAll) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  *now_ms_ += 1000;
  ASSERT_TRUE(acme().update_status(set_available(true, kJohn)).ok());
  const auto all = acme().history({}).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].user, kJane);
  EXPECT_EQ(all[1].user, kJohn);
  EXPECT_EQ(acme().history(HistoryQuery::of(kJohn)).value(), std::vector{all[1]});
  HistoryQuery since;
  since.since = Instant{*now_ms_};
  EXPECT_EQ(acme().history(since).value(), std::vector{all[1]});
  EXPECT_TRUE(database_->account("other").value().history({}).value().empty());
}

TEST_F(AccountHistoryTest, AClosedDatabaseSaysSo) {
  const Account account = acme();
  database_->close();
  EXPECT_EQ(account.history({}).error().code, ErrorCode::kClosed);
}

TEST_F(AccountHistoryTest, Q2HowTheyStood) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  const Instant then{*now_ms_};
  *now_ms_ += 1000;
  ASSERT_TRUE(acme().update_status(set_available(false)).ok());
  AsOfQuery query;
  query.at = then;
  EXPECT_TRUE(acme().as_of(query).value().users.items[1].status.available);
  EXPECT_FALSE(acme().as_of({}).value().users.items[1].status.available);
  EXPECT_EQ(acme().as_of({}).value().at, Instant{*now_ms_});
}

// Writes for a user by a database of its own, as another process does.
class Writing {
 public:
  Writing(const std::string& path, const Uuid& user)
      : thread_([path, user] {
          OpenOptions options;
          options.create = false;
          auto database = Database::open(path, options);
          const Account account = database.value().account("acme").value();
          for (int i = 0; i < 150; ++i) {
            StatusRequest request;
            request.user = user;
            request.update.available = i % 2 == 0;
            EXPECT_TRUE(account.update_status(request).ok());
          }
        }) {}
  Writing(const Writing&) = delete;  // Its thread belongs to it.
  Writing& operator=(const Writing&) = delete;
  ~Writing() { thread_.join(); }

 private:
  std::thread thread_;
};

TEST_F(AccountHistoryThreaded, Q1WhoAsksOnMissesNothingAndSeesNothingTwiceWhileOthersWrite) {
  std::vector<std::int64_t> seen;
  HistoryQuery query;
  query.limit = 7;
  std::atomic<bool> are_writing{true};
  std::thread reader([&, account = acme()] {
    for (bool last_look = false; !last_look;) {
      last_look = !are_writing;
      for (auto page = account.history(query).value(); !page.empty(); page = account.history(query).value()) {
        for (const HistoryEntry& entry : page) seen.push_back(entry.seq);
        query.after = page.back().seq;
      }
    }
  });
  {
    const Writing jane(sample_.path(), kJane);
    const Writing john(sample_.path(), kJohn);
  }
  are_writing = false;
  reader.join();
  EXPECT_EQ(seen.size(), 300U);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(std::set<std::int64_t>(seen.begin(), seen.end()).size(), seen.size());
}

}  // namespace
}  // namespace onduty
