// The sample as a Database, with a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "onduty/database.h"
#include "support/dump.h"
#include "support/sample.h"

namespace onduty::testing {

class OpenSample : public ::testing::Test {
 protected:
  OpenSample() { reopen(); }

  void reopen() {
    database_.reset();
    OpenOptions options;
    options.create = false;
    options.clock = [now = now_ms_] { return now->load(); };
    database_ = std::make_unique<Database>(Database::open(sample_.path(), options).value());
  }

  Account acme() const { return database_->account("acme").value(); }
  std::string dump() const { return dump_file(sample_.path()); }

  // A request for Jane that sets her availability.
  static StatusRequest set_available(bool available, const Uuid& user = kJane) {
    StatusRequest request;
    request.user = user;
    request.update.available = available;
    return request;
  }

  Sample sample_;
  std::shared_ptr<std::atomic<std::int64_t>> now_ms_ = std::make_shared<std::atomic<std::int64_t>>(1'700'000'100'000);
  std::unique_ptr<Database> database_;
};

}  // namespace onduty::testing
