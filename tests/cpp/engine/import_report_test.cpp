#include <gtest/gtest.h>

#include "onduty/directory.h"

namespace onduty {
namespace {

TEST(ImportReport, I1UnchangedEntriesAreNoChange) {
  ImportReport report;
  EXPECT_TRUE(report.nothing_changed());
  for (ImportCounts* counts : {&report.api_keys, &report.users, &report.teams, &report.custom_statuses, &report.tags,
                               &report.custom_fields, &report.contacts}) {
    counts->unchanged = 5;
    EXPECT_TRUE(report.nothing_changed());
    for (std::int64_t* count : {&counts->created, &counts->changed, &counts->removed}) {
      *count = 1;
      EXPECT_FALSE(report.nothing_changed());
      *count = 0;
    }
  }
}

TEST(ImportReport, I1TheAccountCountsToo) {
  ImportReport created;
  created.account_created = true;
  EXPECT_FALSE(created.nothing_changed());
  ImportReport changed;
  changed.account_changed = true;
  EXPECT_FALSE(changed.nothing_changed());
}

}  // namespace
}  // namespace onduty
