#include "engine/directory_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kDocument[] = R"({
  "account": {"name": "acme", "dashboard_url": "https://dash.callbell.eu", "bot": {"enabled": true, "name": "My Bot"}},
  "api_keys": [{"name": "support desk", "key": "test_secret", "scopes": ["read", "write", "act_for_others"],
                "user": "jane.doe@email.com"}],
  "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane.doe@email.com", "name": "Jane Doe",
             "createdAt": "2020-11-13T21:02:10Z", "available": true,
             "custom_status_id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"},
            {"email": "john@example.com", "name": "John"}],
  "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "General", "createdAt": "2020-11-13T21:08:53Z",
             "default": true, "members": ["jane.doe@email.com", "john@example.com"]}],
  "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Vacationing", "emoji": "🌴"}],
  "tags": ["VIP"],
  "custom_fields": [{"name": "zipCode", "type": "text"},
                    {"name": "Features", "type": "checkbox", "options": ["Dark Mode"]}],
  "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "name": "UPDATE Doe", "phoneNumber": "123456789",
                "assignedUser": "jane.doe@email.com", "tags": ["VIP"],
                "team_uuid": "ad42a09715814e6483b1c5debd6a2dbc",
                "customFields": {"zipCode": "0815", "Features": ["Dark Mode"]}}]})";

class DirectoryImportTest : public testing::ImportFixture {
 protected:
  std::int64_t total_changes() { return connection_->query_integer("SELECT total_changes()").value_or(-1); }

  static std::string many_tags(int count) {
    std::string list;
    for (int number = 0; number < count; ++number)
      list += (number == 0 ? "\"t" : ", \"t") + std::to_string(number) + "\"";
    return "\"tags\": [" + list + "]";
  }
};

constexpr char kOtherDocument[] = R"({
  "account": {"name": "acme", "dashboard_url": "https://x.example", "bot": {"enabled": true, "name": "B"}},
  "api_keys": [{"name": "support desk", "key": "test_other_secret", "scopes": ["read"], "user": null}],
  "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane@email.com", "name": "Jane",
             "createdAt": "2020-11-13T21:02:09Z", "available": false, "custom_status_id": null},
            {"email": "john@example.com", "removed": true}],
  "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "G", "createdAt": "2020-11-13T21:08:54Z",
             "default": false, "members": []}],
  "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Away", "emoji": null,
                       "createdAt": "2020-11-13T21:08:53Z"}],
  "tags": [{"name": "VIP", "removed": true}, "New"],
  "custom_fields": [{"name": "zipCode", "type": "number"},
                    {"name": "Features", "options": ["Dark Mode", "Reports"]}],
  "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "name": "Doe", "phoneNumber": "1", "avatarUrl": "https://a/b",
                "createdAt": "2020-11-13T21:08:53Z", "source": "mail", "conversationHref": "https://x.example/chat/77",
                "assignedUser": null, "tags": ["New"], "team_uuid": null, "bot_status": "bot_end", "note": "n",
                "customFields": {"Features": ["Reports"]}}]})";

TEST_F(DirectoryImportTest, I2ADryRunNamesEveryKeyThatWouldChange) {
  ASSERT_TRUE(import(kDocument).ok());
  now_.ms += 1000;
  ImportOptions options = overwriting();
  options.dry_run = true;
  const auto report = import(kOtherDocument, options);
  ASSERT_TRUE(report.ok()) << report.error().message;
  Texts changes;
  for (const ImportChange& change : report.value().changes) {
    std::string text = change.pointer + " " + change.what + " " + change.name + ":";
    for (const std::string& key : change.keys) text += " " + key;
    changes.push_back(text);
  }
  EXPECT_EQ(
      changes,
      (Texts{"/account changed acme: dashboard_url bot",
             "/custom_statuses/0 changed Away: name emoji createdAt updatedAt", "/users/1 removed john@example.com:",
             "/users/0 changed jane@email.com: email name createdAt available custom_status_id",
             "/teams/0 changed G: name createdAt default members", "/tags/0 removed VIP:", "/tags/1 created New:",
             "/custom_fields/0 changed zipCode: type", "/custom_fields/1 changed Features: options",
             "/contacts/0 changed Doe: name phoneNumber avatarUrl createdAt source conversationHref assignedUser "
             "team_uuid bot_status note tags customFields",
             "/api_keys/0 changed support desk: key scopes user"}));
  options.dry_run = false;
  EXPECT_TRUE(import(kOtherDocument, options).value().changes.empty());
}

TEST_F(DirectoryImportTest, I2ADryRunNamesWhatComesBackAndWhatIsLeft) {
  ASSERT_TRUE(import(kDocument).ok());
  imported(R"("api_keys": [{"name": "support desk", "removed": true}],
    "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "removed": true}],
    "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "removed": true}],
    "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "removed": true}],
    "tags": [{"name": "VIP", "removed": true}], "custom_fields": [{"name": "zipCode", "removed": true}],
    "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "removed": true}])");
  ImportOptions options;
  options.dry_run = true;
  const auto report =
      imported(R"("api_keys": [{"name": "support desk"}], "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8"}],
    "teams": [{"uuid": "ad42a09715814e6483b1c5debd6a2dbc"}],
    "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1"}], "tags": ["VIP"],
    "custom_fields": [{"name": "zipCode"}], "contacts": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8"}])",
               options);
  Texts left;
  for (const ImportChange& change : report.changes) {
    if (change.what == "left") left.push_back(change.pointer);
    if (change.what == "changed") {
      EXPECT_EQ(change.keys, Texts{"removed"}) << change.pointer;
    }
  }
  EXPECT_EQ(left, (Texts{"/custom_statuses/0", "/api_keys/0"}));
  EXPECT_EQ(report.changes.size(), 7U);
}

TEST_F(DirectoryImportTest, I1KeepsADocumentOfEveryKind) {
  const auto report = import(kDocument);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_TRUE(report.value().account_created);
  EXPECT_EQ(report.value().users, (ImportCounts{2, 0, 0, 0}));
  for (const ImportCounts& counts : {report.value().api_keys, report.value().teams, report.value().custom_statuses,
                                     report.value().tags, report.value().contacts}) {
    EXPECT_EQ(counts, (ImportCounts{1, 0, 0, 0}));
  }
  EXPECT_EQ(report.value().custom_fields, (ImportCounts{2, 0, 0, 0}));
  EXPECT_EQ(catalogue_version(), 1);
  EXPECT_EQ(text("SELECT bot_status FROM contact"), "bot_start");
}

TEST_F(DirectoryImportTest, I1SameDocumentAgainChangesNothing) {
  ASSERT_TRUE(import(kDocument).ok());
  const std::string before = testing::dump(*connection_);
  const std::int64_t changes_before = total_changes();
  now_.ms += 86'400'000;
  for (const ImportOptions& options : {ImportOptions{}, overwriting()}) {
    const auto again = import(kDocument, options);
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again.value().nothing_changed());
    EXPECT_EQ(again.value().users, (ImportCounts{0, 0, 2, 0}));
  }
  EXPECT_EQ(total_changes(), changes_before);
  EXPECT_EQ(testing::dump(*connection_), before);
}

TEST_F(DirectoryImportTest, I1WhatTheDocumentDoesNotNameStays) {
  ASSERT_TRUE(import(kDocument).ok());
  expect_unchanged("");
}

TEST_F(DirectoryImportTest, I2EveryProblemOfEveryKindIsToldAndNothingIsWritten) {
  ASSERT_TRUE(import(kDocument).ok());
  EXPECT_EQ(refused(R"(
      "custom_statuses": [{"id": "00000000000000000000000000000001", "name": "vacationing"}],
      "users": [{"uuid": "00000000000000000000000000000001", "email": "john@example.com", "name": "J"},
                {"uuid": "00000000000000000000000000000002", "email": "new@x", "name": "N"}],
      "teams": [{"uuid": "00000000000000000000000000000001", "members": ["new@x", "nobody@x"]}],
      "tags": ["Fresh"],
      "custom_fields": [{"name": "Fresh"}],
      "contacts": [{"uuid": "00000000000000000000000000000001", "tags": ["Fresh", "Stale"]}],
      "api_keys": [{"name": "fresh", "key": "test_secret", "user": "nobody@x"}])")
                .size(),
            9u);
}

// What one look at the text shows, and what only the database shows, in one answer.
TEST_F(DirectoryImportTest, I2ProblemsOfShapeHideNoOthersAndCauseNone) {
  ASSERT_TRUE(import(kDocument).ok());
  EXPECT_EQ(refused(R"(
      "users": [{"uuid": "00000000000000000000000000000001", "email": "new@x", "name": 5},
                {"uuid": "00000000000000000000000000000002", "email": "john@example.com", "nmae": "J", "name": "J"},
                {"email": 7}, 8],
      "custom_statuses": [{"id": "00000000000000000000000000000001", "name": ""}],
      "teams": [{"uuid": "00000000000000000000000000000001", "name": true, "members": ["new@x", 5, "nobody@x"]},
                {"uuid": "00000000000000000000000000000001", "name": "Again"}, {"name": "No uuid"}],
      "tags": ["Fresh", {"nam": "x"}],
      "custom_fields": [{"name": "Plan", "type": "dropdown", "options": 5}, {"name": "New", "type": "colour"}],
      "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "tags": ["Fresh", 3, "Stale"],
                    "team_uuid": "00000000000000000000000000000001", "assignedUser": "new@x",
                    "customFields": {"Plan": "Free", "New": "red", "Other": {}, "zipCode": 5}}],
      "api_keys": [{"name": "fresh", "key": 5, "user": "new@x"}, {"name": "fresh", "key": "test_other1"}])"),
            (Texts{"/users/0/name: must be a string",
                   "/users/1/nmae: is not a known key",
                   "/users/2/email: must be a string",
                   "/users/3: must be an object",
                   "/custom_statuses/0/name: must not be empty",
                   "/teams/0/name: must be a string",
                   "/teams/0/members/1: must be a string",
                   "/teams/2/uuid: is required",
                   "/tags/1/nam: is not a known key",
                   "/tags/1/name: is required",
                   "/custom_fields/0/options: must be a list",
                   "/custom_fields/1/type: must be one of text, email, number, date, dropdown, checkbox",
                   "/contacts/0/tags/1: must be a string",
                   "/contacts/0/customFields/Other: must be a string, a number or a list of strings",
                   "/api_keys/0/key: must be a string",
                   "/api_keys/1/name: is given already at /api_keys/0/name",
                   "/teams/1/uuid: is given already at /teams/0/uuid",
                   "/users/1/email: would have the e-mail of another user, " +
                       text("SELECT lower(hex(uuid)) FROM user WHERE email = 'john@example.com'"),
                   "/teams/0/members/2: is not the e-mail of a user of this account",
                   "/contacts/0/tags/2: is not a tag of this account",
                   "/contacts/0/customFields/zipCode: must be a string"}));
}

TEST_F(DirectoryImportTest, I2AListThatCannotBeReadMakesNoReferenceWrong) {
  EXPECT_EQ(
      refused(R"("users": 5, "tags": {}, "custom_fields": null, "teams": [{"uuid": "00000000000000000000000000000001",
      "name": "T", "members": ["a@x"]}],
      "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "assignedUser": "a@x", "tags": ["VIP"],
                    "customFields": {"zip": "1"}, "team_uuid": "00000000000000000000000000000009"}],
      "api_keys": [{"name": "k", "key": "test_secret", "user": "a@x"}])"),
      (Texts{"/users: must be a list", "/tags: must be a list", "/custom_fields: must be a list",
             "/contacts/0/team_uuid: is not a team of this account"}));
}

TEST_F(DirectoryImportTest, I2ABotThatCannotBeReadIsNotTakenForNone) {
  const auto report = import(R"({"account": {"name": "acme", "bot": {"enabled": "yes"}},
      "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "bot_status": "bot_end"}]})");
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(problems(report.error()), Texts{"/account/bot/enabled: must be true or false"});
}

// The API gives creations in whole seconds.
TEST_F(DirectoryImportTest, I1ACreationInTheSecondThatIsStoredChangesNothing) {
  const auto with = [](const std::string& created_at) {
    return R"("custom_statuses": [{"id": "00000000000000000000000000000001", "name": "Lunch", "createdAt": ")" +
           created_at + R"("}], "users": [{"email": "a@x", "name": "A", "createdAt": ")" + created_at +
           R"("}], "teams": [{"uuid": "00000000000000000000000000000001", "name": "T", "createdAt": ")" + created_at +
           R"("}], "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "createdAt": ")" +
           created_at + R"("}])";
  };
  imported(with("2020-11-13T21:08:53.311Z"));
  expect_unchanged(with("2020-11-13T21:08:53Z"), overwriting());
  expect_unchanged(with("2020-11-13 21:08:53 +0000"));
  const auto report = imported(with("2020-11-13T21:08:54Z"));
  EXPECT_EQ(report.users.changed + report.teams.changed + report.custom_statuses.changed + report.contacts.changed, 4);
}

TEST_F(DirectoryImportTest, I2ARefusedDocumentDoesNotLeaveAnAccount) {
  EXPECT_EQ(refused(R"("teams": [{"uuid": "00000000000000000000000000000001"}])"),
            Texts{"/teams/0/name: is required for a new team"});
  EXPECT_EQ(text("SELECT count(*) FROM account"), "0");
}

TEST_F(DirectoryImportTest, I2ADryRunTellsWhatWouldChange) {
  const std::string before = testing::dump(*connection_);
  ImportOptions options;
  options.dry_run = true;
  const auto report = import(kDocument, options);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report.value().dry_run);
  EXPECT_TRUE(report.value().account_created);
  EXPECT_EQ(report.value().contacts, (ImportCounts{1, 0, 0, 0}));
  EXPECT_EQ(testing::dump(*connection_), before);
}

TEST_F(DirectoryImportTest, I2ADryRunRefusesWhatTheImportWould) {
  ImportOptions options;
  options.dry_run = true;
  EXPECT_EQ(refused(R"("teams": [{"uuid": "00000000000000000000000000000001"}])", options).size(), 1u);
}

TEST_F(DirectoryImportTest, ProgressSaysHowManyEntriesAreDone) {
  ImportOptions options;
  Texts told;
  options.progress = [&](std::int64_t done, std::int64_t total) {
    told.push_back(std::to_string(done) + "/" + std::to_string(total));
    return true;
  };
  imported(many_tags(1'500), options);
  EXPECT_EQ(told, (Texts{"0/1500", "1000/1500", "1500/1500"}));
}

TEST_F(DirectoryImportTest, AStoppedImportChangesNothing) {
  ImportOptions options;
  options.progress = [](std::int64_t, std::int64_t) { return false; };
  const std::string before = testing::dump(*connection_);
  const auto report = import(document(many_tags(1'500)), options);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kClosed);
  EXPECT_EQ(testing::dump(*connection_), before);
}

TEST_F(DirectoryImportTest, AFailureOfTheStorageIsToldAsSuch) {
  connection_->execute("CREATE TRIGGER no_tags BEFORE INSERT ON tag BEGIN SELECT raise(ABORT, 'no'); END");
  const auto report = import(document(R"("tags": ["VIP"])"));
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kStorageUnavailable);
  connection_->clear_failure();
  connection_->execute("ROLLBACK");
}

}  // namespace
}  // namespace onduty::engine
