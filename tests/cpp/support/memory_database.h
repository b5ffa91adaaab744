// An empty database in memory.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "onduty/instant.h"
#include "store/connection.h"
#include "store/schema.h"

namespace onduty::testing {

inline constexpr Instant kNow{1'700'000'000'000};  // 2023-11-14T22:13:20Z

class MemoryDatabase : public ::testing::Test {
 protected:
  MemoryDatabase() : connection_(store::Connection::open(":memory:", store::Connection::Mode::kCreate).value()) {
    connection_->execute("PRAGMA foreign_keys = ON");
    connection_->execute(store::kSchemaVersion1);
  }

  void TearDown() override {
    EXPECT_FALSE(connection_->failure()) << connection_->failure()->message;
    EXPECT_EQ(text("PRAGMA foreign_key_check"), "");
  }

  // The first column of the rows of a query, with blanks between them; NULL is empty.
  std::string text(const std::string& sql) {
    std::string all;
    store::Statement statement(*connection_, sql);
    while (statement.step()) all += (all.empty() ? "" : " ") + statement.text(0);
    return all;
  }

  // The accounts 1 and 2, for tests that need no more of them.
  void add_accounts() {
    connection_->execute(
        "INSERT INTO account(id, name, dashboard_url, bot_enabled, created_at)"
        " VALUES (1, 'acme', 'https://x', 0, 0), (2, 'other', 'https://y', 0, 0)");
  }

  std::unique_ptr<store::Connection> connection_;
};

}  // namespace onduty::testing
