#include "onduty/history_import.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

using testing::kJane;
using HistoryImportTest = testing::OpenSample;

constexpr std::string_view kText =
    R"({"user": "jane.doe@email.com", "at": "2023-11-14T22:14:00Z", "available": true})"
    "\n"
    R"({"user": "jane.doe@email.com", "at": "2023-11-14T22:14:30Z", "available": false})";

TEST_F(HistoryImportTest, Q7WhatIsReadInPartsIsWrittenAtOnce) {
  HistoryImport import = acme().start_history_import();
  import.add(kText.substr(0, 50));
  import.add(kText.substr(50));
  EXPECT_EQ(acme().status(kJane).value().version, 0);
  EXPECT_EQ(import.finish({}).value().changed, 2);
  EXPECT_EQ(acme().status(kJane).value().version, 2);  // also from memory
  EXPECT_EQ(acme().history(HistoryQuery::of(kJane)).value().size(), 2U);
  AsOfQuery query;
  query.at = Instant::parse("2023-11-14T22:14:15Z");
  EXPECT_TRUE(acme().as_of(query).value().users.items[1].status.available);  // Q2
}

TEST_F(HistoryImportTest, Q7TheFutureIsNotThePast) {
  *now_ms_ = testing::kSampleCreatedMs + 45'000;
  const std::string before = dump();
  HistoryImport import = acme().start_history_import();
  import.add(kText);
  EXPECT_EQ(import.finish({}).error().params.entries()[0].first, "line 2");
  EXPECT_EQ(dump(), before);
}

TEST_F(HistoryImportTest, AClosedDatabaseSaysSo) {
  HistoryImport import = acme().start_history_import();
  import.add(kText);
  database_->close();
  EXPECT_EQ(import.finish({}).error().code, ErrorCode::kClosed);
}

}  // namespace
}  // namespace onduty
