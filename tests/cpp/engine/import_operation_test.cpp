#include "engine/import_operation.h"

#include <gtest/gtest.h>

#include "json/directory_document.h"
#include "support/dump.h"
#include "support/open_sample.h"

namespace onduty {
namespace {

using ImportOperationTest = testing::OpenSample;

constexpr char kDocument[] = R"({"account": {"name": "acme"}, "tags": ["VIP", "Fresh"]})";

TEST_F(ImportOperationTest, I1AppliesADocumentOnce) {
  const auto report = database_->import_directory(kDocument, {});
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report.value().tags, (ImportCounts{1, 0, 1, 0}));
  const std::string before = dump();
  EXPECT_NE(before.find("'Fresh'"), std::string::npos);
  EXPECT_TRUE(database_->import_directory(kDocument, {}).value().nothing_changed());
  EXPECT_EQ(dump(), before);
}

TEST_F(ImportOperationTest, I2ADryRunTellsAndChangesNothing) {
  const std::string before = dump();
  ImportOptions options;
  options.dry_run = true;
  const auto report = database_->import_directory(kDocument, options);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report.value().dry_run);
  EXPECT_EQ(report.value().tags.created, 1);
  EXPECT_EQ(dump(), before);
}

TEST_F(ImportOperationTest, I2ARefusedDocumentChangesNothing) {
  const std::string before = dump();
  const auto refused = database_->import_directory(
      R"({"account": {"name": "acme"}, "tags": ["Fresh"], "teams": [{"uuid": "00000000000000000000000000000077",
          "name": "Night", "members": ["nobody@example.com"]}]})",
      {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidParams);
  EXPECT_EQ(refused.error().params.entries()[0].first, "/teams/0/members/0");
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(database_->import_directory("{", {}).error().code, ErrorCode::kMalformedJson);
}

TEST_F(ImportOperationTest, UpdatesGoOnAfterARefusedImport) {
  EXPECT_FALSE(database_->import_directory(R"({"account": {"name": 5}})", {}).ok());
  EXPECT_TRUE(acme().update_status(set_available(true)).ok());
}

}  // namespace
}  // namespace onduty
