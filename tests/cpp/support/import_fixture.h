// A database in memory that documents are imported into, as the writer does it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/directory_import.h"
#include "json/directory_document.h"
#include "onduty/directory.h"
#include "support/dump.h"
#include "support/memory_database.h"

namespace onduty::testing {

class ImportFixture : public MemoryDatabase {
 protected:
  // A document of the account "acme"; `rest` is the text of its other keys.
  static std::string document(std::string_view rest) {
    return R"({"account": {"name": "acme"})" + (rest.empty() ? "" : ", " + std::string(rest)) + "}";
  }

  Result<ImportReport> import(const std::string& json, const ImportOptions& options = {}) {
    auto directory = json::parse_directory(json);
    if (!directory.ok()) return std::move(directory).error();
    connection_->execute("SAVEPOINT part");
    auto report = engine::apply_directory(*connection_, directory.value(), options, now_);
    const bool is_kept = report.ok() && !options.dry_run;
    connection_->execute(is_kept ? "RELEASE part" : "ROLLBACK TO part; RELEASE part");
    return report;
  }

  // Imports what must be fine.
  ImportReport imported(std::string_view rest, const ImportOptions& options = {}) {
    auto report = import(document(rest), options);
    if (report.ok()) return report.value();
    ADD_FAILURE() << report.error().message;
    return {};
  }

  static ImportOptions overwriting() {
    ImportOptions options;
    options.overwrite_state = true;
    return options;
  }

  // The problems of a document that must be refused, "pointer: reason" each; shows that nothing was written (I2).
  std::vector<std::string> refused(std::string_view rest, const ImportOptions& options = {}) {
    const std::string before = dump(*connection_);
    const auto report = import(document(rest), options);
    EXPECT_FALSE(report.ok());
    EXPECT_EQ(dump(*connection_), before);
    return report.ok() ? std::vector<std::string>() : problems(report.error());
  }

  static std::vector<std::string> problems(const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::kInvalidParams) << error.message;
    std::vector<std::string> found;
    for (const auto& [pointer, reasons] : error.params.entries()) {
      for (const std::string& reason : reasons) found.push_back(pointer + ": " + reason);
    }
    return found;
  }

  // Shows that the document, imported before, changes nothing and writes nothing (I1).
  void expect_unchanged(std::string_view rest, const ImportOptions& options = {}) {
    const std::string before = dump(*connection_);
    const auto changes_before = connection_->query_integer("SELECT total_changes()");
    EXPECT_TRUE(imported(rest, options).nothing_changed());
    EXPECT_EQ(connection_->query_integer("SELECT total_changes()"), changes_before);
    EXPECT_EQ(dump(*connection_), before);
  }

  std::int64_t catalogue_version() {
    return connection_->query_integer("SELECT value FROM counter WHERE name = 'catalogue_version'").value_or(-1);
  }

  Instant now_ = kNow;
};

}  // namespace onduty::testing
