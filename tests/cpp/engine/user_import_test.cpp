#include "engine/user_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kStatuses[] = R"("custom_statuses": [
    {"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Vacationing"}], )";
constexpr char kJane[] = R"("uuid": "414a6d692bd645ed803f2e7ce360d4c8")";
constexpr char kJohn[] = R"("uuid": "00000000000000000000000000000002")";

class UserImportTest : public testing::ImportFixture {
 protected:
  // A document of users; each text is the inside of one.
  static std::string users(const std::vector<std::string>& entries) {
    std::string list;
    for (const std::string& entry : entries) list += (list.empty() ? "{" : ", {") + entry + "}";
    return "\"users\": [" + list + "]";
  }
  static std::string jane(const std::string& rest) { return std::string(kJane) + ", " + rest; }
  static std::string john(const std::string& rest) { return std::string(kJohn) + ", " + rest; }
  static std::string both() {
    return users({jane(R"("email": "jane@x", "name": "Jane")"), john(R"("email": "john@x", "name": "John")")});
  }

  std::string emails() { return text("SELECT email || iif(removed_at IS NULL, '', '!') FROM user ORDER BY id"); }
  // available, custom status, the clocks as seconds after the fixture's start, version
  std::string states() {
    return text(
        "SELECT available || coalesce(custom_status_id, '-') || '@' || (available_at - 1700000000000) || '@' ||"
        " (custom_status_at - 1700000000000) || 'v' || version FROM user_status ORDER BY user_id");
  }
  std::string history() {
    return text(
        "SELECT user_id || ':' || available_before || available_after || coalesce(custom_revision_after, '-') ||"
        " 'w' || way || '@' || (at - 1700000000000) FROM status_history ORDER BY seq");
  }
};

TEST_F(UserImportTest, U6NewUsersAreAwayWithClocksAtTheirCreation) {
  EXPECT_EQ(imported(users({jane(R"("email": "Jane@X", "name": "Jane", "createdAt": "2023-11-14T22:13:19Z")"),
                            john(R"("email": "john@x", "name": "John")")}))
                .users,
            (ImportCounts{2, 0, 0, 0}));
  EXPECT_EQ(emails(), "Jane@X john@x");
  EXPECT_EQ(text("SELECT email_folded FROM user ORDER BY id"), "jane@x john@x");
  EXPECT_EQ(states(), "0-@-1000@-1000v0 0-@0@0v0");
  EXPECT_EQ(history(), "");
  EXPECT_EQ(catalogue_version(), 1);
}

TEST_F(UserImportTest, I1SameUsersAgainChangeNothing) {
  imported(both());
  now_.ms += 5000;
  expect_unchanged(both());
}

TEST_F(UserImportTest, I1WhatIsThereReplacesAndWhatIsAbsentStays) {
  imported(both());
  EXPECT_EQ(imported(users({jane(R"("name": "Jane Doe")")})).users, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(text("SELECT name || email FROM user ORDER BY id"), "Jane Doejane@x Johnjohn@x");
  imported(users({jane(R"("email": "JANE@x")")}));
  EXPECT_EQ(emails(), "JANE@x john@x");
}

TEST_F(UserImportTest, I1AUserWithoutUuidMatchesByEmailInAnyCase) {
  imported(both());
  EXPECT_EQ(imported(users({R"("email": "JANE@X", "name": "Jane")"})).users, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(emails(), "JANE@X john@x");
  EXPECT_EQ(text("SELECT count(*) FROM user"), "2");
}

TEST_F(UserImportTest, I1NewUsersWithoutUuidGetRandomOnesOfVersion4) {
  std::vector<std::string> entries;
  for (int number = 0; number < 40; ++number) {
    entries.push_back(R"("name": "New", "email": "new@x)" + std::to_string(number) + "\"");
  }
  EXPECT_EQ(imported(users(entries)).users, (ImportCounts{40, 0, 0, 0}));
  EXPECT_EQ(text("SELECT count(DISTINCT uuid) FROM user WHERE substr(hex(uuid), 13, 1) = '4'"
                 " AND substr(hex(uuid), 17, 1) IN ('8', '9', 'A', 'B')"),
            "40");
  expect_unchanged(users(entries));
}

TEST_F(UserImportTest, I1EmailsCanBeSwapped) {
  imported(both());
  const std::string swapped = users({jane(R"("email": "john@x")"), john(R"("email": "jane@x")")});
  EXPECT_EQ(imported(swapped).users, (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(emails(), "john@x jane@x");
  expect_unchanged(swapped);
}

TEST_F(UserImportTest, I1AnEmailThatIsGivenUpGoesToANewUserWithoutUuid) {
  imported(both());
  EXPECT_EQ(imported(users({jane(R"("email": "doe@x")"), R"("email": "jane@x", "name": "Other Jane")"})).users,
            (ImportCounts{1, 1, 0, 0}));
  EXPECT_EQ(emails(), "doe@x john@x jane@x");
}

TEST_F(UserImportTest, I1AnEmailOfARemovedUserIsFree) {
  imported(both());
  EXPECT_EQ(imported(users({jane(R"("removed": true)"), john(R"("email": "jane@x")")})).users,
            (ImportCounts{0, 1, 0, 1}));
  EXPECT_EQ(emails(), "jane@x! jane@x");
}

TEST_F(UserImportTest, I1AnEmailThatTwoUsersWouldHoldIsRefused) {
  imported(both());
  const std::string reason = ": would have the e-mail of another user, 00000000000000000000000000000002";
  EXPECT_EQ(refused(users({jane(R"("email": "John@x")")})), Texts{"/users/0/email" + reason});
  EXPECT_EQ(refused(users({R"("uuid": "00000000000000000000000000000009", "email": "john@x", "name": "N")"})),
            Texts{"/users/0/email" + reason});
}

TEST_F(UserImportTest, I1WhoComesBackMayNotTakeAnEmailWithThem) {
  imported(both());
  imported(users({jane(R"("removed": true)"), john(R"("email": "jane@x")")}));
  EXPECT_EQ(refused(users({jane(R"("name": "Jane")")})),
            Texts{"/users/0: would have the e-mail of another user, 00000000000000000000000000000002"});
  EXPECT_EQ(imported(users({jane(R"("email": "new@x")")})).users, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(emails(), "new@x jane@x");
}

TEST_F(UserImportTest, I2NewUsersNeedNameAndEmail) {
  EXPECT_EQ(refused(users({jane(R"("available": true)"), R"("email": "b@x")"})),
            (Texts{"/users/0/name: is required for a new user", "/users/0/email: is required for a new user",
                   "/users/1/name: is required for a new user"}));
}

TEST_F(UserImportTest, I2ACreationInTheFutureIsRefused) {
  imported(both());
  EXPECT_EQ(refused(users({R"("email": "b@x", "name": "B", "createdAt": "2100-01-01T00:00:00Z")",
                           jane(R"("createdAt": "2100-01-01T00:00:00Z")")})),
            (Texts{"/users/0/createdAt: lies in the future", "/users/1/createdAt: lies in the future"}));
}

TEST_F(UserImportTest, Q7AnEarlierCreationMovesTheClocksThatNothingElseMoved) {
  imported(users(
      {jane(R"("email": "jane@x", "name": "Jane", "available": true)"), john(R"("email": "john@x", "name": "John")")}));
  EXPECT_EQ(states(), "1-@0@0v1 0-@0@0v0");
  const std::string earlier =
      users({jane(R"("createdAt": "2023-11-14T22:13:10Z")"), john(R"("createdAt": "2023-11-14T22:13:15Z")")});
  EXPECT_EQ(imported(earlier).users, (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(states(), "1-@0@-10000v1 0-@-5000@-5000v0");
  expect_unchanged(earlier);
}

TEST_F(UserImportTest, Q7ACreationAfterTheFirstChangeIsRefused) {
  imported(users({jane(R"("email": "jane@x", "name": "Jane", "available": true)")}));
  now_.ms += 60'000;
  EXPECT_EQ(refused(users({jane(R"("createdAt": "2023-11-14T22:13:21Z")")})),
            Texts{"/users/0/createdAt: lies after the first change of this user's status, at "
                  "2023-11-14T22:13:20.000+00:00"});
}

TEST_F(UserImportTest, I4StateAppliesToNewUsersWithAnEntryOfTheHistory) {
  const std::string with_state =
      kStatuses + users({jane(R"("email": "jane@x", "name": "Jane", "available": true,
      "createdAt": "2023-11-14T22:13:10Z", "custom_status_id": "0d6041a28b8849eca99ba88a078a16c1")"),
                         john(R"("email": "john@x", "name": "John", "available": false, "custom_status_id": null)")});
  imported(with_state);
  EXPECT_EQ(states(), "11@0@0v1 0-@0@0v0");
  EXPECT_EQ(history(), "1:011w4@0");
  expect_unchanged(with_state);
  expect_unchanged(with_state, overwriting());
}

TEST_F(UserImportTest, I4ImportingAgainNeverUndoesWhatHappenedSince) {
  const std::string with_state = users({jane(R"("email": "jane@x", "name": "Jane", "available": true)")});
  imported(with_state);
  connection_->execute("UPDATE user_status SET available = 0, version = 2");
  expect_unchanged(with_state);
  EXPECT_EQ(states(), "0-@0@0v2");
}

TEST_F(UserImportTest, I4OverwriteStateAppliesToAll) {
  imported(kStatuses + both());
  const auto version = catalogue_version();
  now_.ms += 1000;
  const std::string with_state =
      users({jane(R"("available": true)"), john(R"("custom_status_id": "0d6041a28b8849eca99ba88a078a16c1")")});
  EXPECT_EQ(imported(with_state, overwriting()).users, (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(states(), "1-@1000@0v1 01@0@1000v1");
  EXPECT_EQ(history(), "1:01-w4@1000 2:001w4@1000");
  EXPECT_EQ(catalogue_version(), version);
  now_.ms += 1000;
  expect_unchanged(with_state, overwriting());
  EXPECT_EQ(imported(users({john(R"("custom_status_id": null)")}), overwriting()).users, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(states(), "1-@1000@0v1 0-@0@2000v2");
}

TEST_F(UserImportTest, U11TheImportsEntryIsNoEarlierThanTheUsersLast) {
  imported(users({jane(R"("email": "jane@x", "name": "Jane", "available": true)")}));
  now_.ms -= 5000;
  imported(users({jane(R"("available": false)")}), overwriting());
  EXPECT_EQ(history(), "1:01-w4@0 1:10-w4@0");
}

TEST_F(UserImportTest, S4AnUnknownCustomStatusIsRefused) {
  imported(both());
  EXPECT_EQ(refused(users({jane(R"("custom_status_id": "00000000000000000000000000000077")"),
                           R"("email": "n@x", "name": "N", "custom_status_id": "00000000000000000000000000000077")"})),
            (Texts{"/users/0/custom_status_id: is not a custom status of this account",
                   "/users/1/custom_status_id: is not a custom status of this account"}));
}

TEST_F(UserImportTest, S4ADestroyedCustomStatusIsRefusedWhereItWouldApply) {
  imported(kStatuses + both());
  imported(R"("custom_statuses": [{"id": "0d6041a28b8849eca99ba88a078a16c1", "removed": true}])");
  const std::string assigned = users({jane(R"("custom_status_id": "0d6041a28b8849eca99ba88a078a16c1")")});
  expect_unchanged(assigned);
  EXPECT_EQ(refused(assigned, overwriting()),
            Texts{"/users/0/custom_status_id: is a custom status that was destroyed"});
  EXPECT_EQ(refused(users({R"("email": "n@x", "name": "N", "custom_status_id": "0d6041a28b8849eca99ba88a078a16c1")"})),
            Texts{"/users/0/custom_status_id: is a custom status that was destroyed"});
}

TEST_F(UserImportTest, I1RemovingAUserLeavesTeamsContactsAndKeys) {
  imported(both() +
           R"(, "teams": [{"uuid": "00000000000000000000000000000001", "name": "T", "members": ["jane@x", "john@x"]}],
      "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "assignedUser": "jane@x"}],
      "api_keys": [{"name": "desk", "key": "test_secret", "user": "jane@x"}])");
  EXPECT_EQ(imported(users({jane(R"("removed": true)")})).users, (ImportCounts{0, 0, 0, 1}));
  EXPECT_EQ(text("SELECT user_id FROM team_member"), "2");
  EXPECT_EQ(text("SELECT assigned_user_id IS NULL FROM contact"), "1");
  EXPECT_EQ(text("SELECT user_id IS NULL FROM api_key"), "1");
  EXPECT_EQ(text("SELECT count(*) FROM user_status"), "2");
  expect_unchanged(users({jane(R"("removed": true)")}));
}

TEST_F(UserImportTest, I1RemovingByEmailAndRemovingTheUnknown) {
  imported(both());
  EXPECT_EQ(imported(users({R"("email": "JOHN@x", "removed": true)", R"("email": "nobody@x", "removed": true)",
                            R"("uuid": "00000000000000000000000000000009", "removed": true)"}))
                .users,
            (ImportCounts{0, 0, 2, 1}));
  EXPECT_EQ(emails(), "jane@x john@x!");
}

TEST_F(UserImportTest, I1ARemovedUserComesBackWithStateAndHistory) {
  imported(users({jane(R"("email": "jane@x", "name": "Jane", "available": true)")}));
  imported(users({jane(R"("removed": true)")}));
  EXPECT_EQ(emails(), "jane@x!");
  EXPECT_EQ(imported(users({jane(R"("available": false)")})).users, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(emails(), "jane@x");
  EXPECT_EQ(states(), "1-@0@0v1");
}

TEST_F(UserImportTest, I1AnEmailOfSomebodyRemovedNamesANewPerson) {
  const std::string one = users({R"("email": "jane@x", "name": "Jane", "available": true)"});
  imported(one);
  const std::string uuid = text("SELECT hex(uuid) FROM user");
  imported(users({R"("email": "jane@x", "removed": true)"}));
  now_.ms += 1000;
  EXPECT_EQ(imported(one).users, (ImportCounts{1, 0, 0, 0}));
  EXPECT_EQ(emails(), "jane@x! jane@x");
  EXPECT_EQ(text("SELECT hex(uuid) FROM user WHERE removed_at IS NOT NULL"), uuid);
  EXPECT_NE(text("SELECT hex(uuid) FROM user WHERE removed_at IS NULL"), uuid);
  EXPECT_EQ(history(), "1:01-w4@0 2:01-w4@1000");
  expect_unchanged(one);
}

TEST_F(UserImportTest, I2TheSameUserTwiceIsToldWithTheOtherEntry) {
  imported(both());
  EXPECT_EQ(refused(users({jane(R"("name": "J")"), R"("email": "JANE@x", "name": "Jane")"})),
            Texts{"/users/1/email: is the e-mail of the user at /users/0"});
  EXPECT_EQ(refused(users({R"("email": "jane@x", "removed": true)", jane(R"("available": true)")})),
            Texts{"/users/0/email: is the e-mail of the user at /users/1"});
  EXPECT_EQ(refused(users({jane(R"("email": "john@x")"), john(R"("name": "J")")})),
            Texts{"/users/0/email: would have the e-mail of another user, 00000000000000000000000000000002 (at "
                  "/users/1)"});
  EXPECT_EQ(refused(users({jane(R"("email": "new@x")"), john(R"("email": "new@x")")})),
            Texts{"/users/1/email: is given already at /users/0/email"});
  EXPECT_EQ(refused(users({jane(R"("email": "john@x")"), john(R"("email": "john@x")")})),
            Texts{"/users/1/email: is given already at /users/0/email"});
}

TEST_F(UserImportTest, I2WhoIsGivenTwiceIsStillThereForOthers) {
  imported(both());
  EXPECT_EQ(refused(users({jane(R"("name": "J")"), jane(R"("email": "other@x")")}) +
                    R"(, "teams": [{"uuid": "00000000000000000000000000000001", "name": "T", "members": ["jane@x"]}])"),
            Texts{"/users/1/uuid: is given already at /users/0/uuid"});
}

TEST_F(UserImportTest, I2ARemovedUsersOtherKeysAreNotLookedUp) {
  imported(both());
  EXPECT_EQ(imported(users({jane(R"("removed": true, "custom_status_id": "00000000000000000000000000000077")")})).users,
            (ImportCounts{0, 0, 0, 1}));
}

}  // namespace
}  // namespace onduty::engine
