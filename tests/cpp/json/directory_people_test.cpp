#include "json/directory_people.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "support/directory_entry.h"

namespace onduty::json {
namespace {

using testing::EntryProblems;
using testing::read;

constexpr char kUuid[] = R"("uuid": "414a6d692bd645ed803f2e7ce360d4c8")";

std::string with_uuid(const std::string& rest) { return "{" + std::string(kUuid) + ", " + rest + "}"; }

TEST(DirectoryPeople, I1ReadsEveryKeyOfAUser) {
  const auto [user, problems] = read(read_user, R"({
      "uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane.doe@email.com", "name": "Jane Doe",
      "createdAt": "2020-11-13T21:08:53Z", "available": true,
      "custom_status_id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "removed": false})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(user.uuid->hex(), "414a6d692bd645ed803f2e7ce360d4c8");
  EXPECT_EQ(user.email, "jane.doe@email.com");
  EXPECT_EQ(user.name, "Jane Doe");
  EXPECT_EQ(user.created_at, Instant::parse("2020-11-13T21:08:53Z"));
  EXPECT_EQ(user.available, true);
  EXPECT_EQ(user.custom_status.kind, CustomStatusUpdate::Kind::kAssign);
  EXPECT_EQ(user.custom_status.id.dashed(), "0d6041a2-8b88-49ec-a99b-a88a078a16c1");
  EXPECT_FALSE(user.removed);
}

TEST(DirectoryPeople, I1AnAbsentKeyOfAUserHasNoValue) {
  const auto [user, problems] = read(read_user, R"({"email": "a@b"})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_FALSE(user.uuid || user.name || user.created_at || user.has_state());
}

TEST(DirectoryPeople, I1NullTakesTheCustomStatusAway) {
  const auto [user, problems] = read(read_user, R"({"email": "a@b", "custom_status_id": null})");
  EXPECT_EQ(user.custom_status.kind, CustomStatusUpdate::Kind::kClear);
}

TEST(DirectoryPeople, I2AUserNeedsAUuidOrAnEmail) {
  EXPECT_EQ(read(read_user, R"({"name": "Jane"})").problems, EntryProblems{"/0: must have a uuid or an email"});
  EXPECT_EQ(read(read_user, R"({"email": 5})").problems, EntryProblems{"/0/email: must be a string"});
}

TEST(DirectoryPeople, I2TellsAllThatIsWrongWithAUser) {
  const auto problems = read(read_user, R"({"uuid": "1", "email": "x", "name": " ", "createdAt": 3, "available": null,
      "custom_status_id": false, "removed": "yes", "colour": 1, "name": "Jane"})")
                            .problems;
  EXPECT_EQ(problems,
            (EntryProblems{"/0/uuid: is not a uuid", "/0/email: must be an e-mail address",
                           "/0/name: must not be empty", "/0/name: is given twice", "/0/createdAt: must be a string",
                           "/0/available: must be true or false", "/0/custom_status_id: must be a uuid or null",
                           "/0/removed: must be true or false", "/0/colour: is not a known key"}));
  EXPECT_EQ(read(read_user, "[]").problems, EntryProblems{"/0: must be an object"});
}

TEST(DirectoryPeople, I1ReadsEveryKeyOfATeam) {
  const auto [team, problems] = read(read_team, R"({"uuid": "ad42a09715814e6483b1c5debd6a2dbc", "name": "General",
      "createdAt": "2020-11-13T21:08:53Z", "default": true, "members": ["jane.doe@email.com"], "removed": true})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(team.uuid.hex(), "ad42a09715814e6483b1c5debd6a2dbc");
  EXPECT_EQ(team.name, "General");
  EXPECT_EQ(team.created_at, Instant::parse("2020-11-13T21:08:53Z"));
  EXPECT_EQ(team.is_default, true);
  EXPECT_EQ(team.members, std::vector<std::string>{"jane.doe@email.com"});
  EXPECT_TRUE(team.removed);
}

TEST(DirectoryPeople, I2ATeamNeedsItsUuid) {
  EXPECT_EQ(read(read_team, R"({"name": "General"})").problems, EntryProblems{"/0/uuid: is required"});
}

TEST(DirectoryPeople, I2TellsBadMembersEachAtItsPlace) {
  EXPECT_EQ(read(read_team, with_uuid(R"("members": ["a@b", 5, "c", "A@B"])")).problems,
            (EntryProblems{"/0/members/1: must be a string", "/0/members/2: must be an e-mail address",
                           "/0/members/3: is given already at /0/members/0"}));
  EXPECT_EQ(read(read_team, with_uuid(R"("members": 3)")).problems, EntryProblems{"/0/members: must be a list"});
}

TEST(DirectoryPeople, I3OfASecretOnlyTheDigestIsKept) {
  const auto [key, problems] = read(
      read_api_key, R"({"name": "desk", "key": "test_secret", "scopes": ["read", "act_for_others"], "user": "a@b"})");
  EXPECT_EQ(problems, EntryProblems());
  EXPECT_EQ(key.name, "desk");
  EXPECT_EQ(key.digest, base::digest("test_secret"));
  EXPECT_EQ(key.scopes, domain::kScopeRead + domain::kScopeActForOthers);
  EXPECT_EQ(**key.user, "a@b");
}

TEST(DirectoryPeople, I3ARefusalNeverShowsTheSecret) {
  for (const char* secret : {"short", "with a space", "with\\nline", "fünfzehn", ""}) {
    const auto problems = read(read_api_key, R"({"name": "desk", "key": ")" + std::string(secret) + R"("})").problems;
    EXPECT_EQ(problems, EntryProblems{"/0/key: must be 8 to 255 printable ASCII characters without spaces"});
  }
  EXPECT_EQ(read(read_api_key, R"({"name": "desk", "key": ")" + std::string(256, 'a') + R"("})").problems.size(), 1u);
  EXPECT_EQ(read(read_api_key, R"({"name": "desk", "key": null})").problems, EntryProblems{"/0/key: must be a string"});
}

TEST(DirectoryPeople, I2TellsBadScopesEachAtItsPlace) {
  EXPECT_EQ(read(read_api_key, R"({"name": "a", "scopes": ["read", "admin", 7, "read"]})").problems,
            (EntryProblems{"/0/scopes/1: must be read, write or act_for_others", "/0/scopes/2: must be a string",
                           "/0/scopes/3: is given twice"}));
  EXPECT_EQ(read(read_api_key, R"({"name": "a", "scopes": []})").problems,
            EntryProblems{"/0/scopes: must name at least one of read, write and act_for_others"});
}

TEST(DirectoryPeople, I2AKeyNeedsItsName) {
  EXPECT_EQ(read(read_api_key, R"({"key": "test_secret", "user": null})").problems,
            EntryProblems{"/0/name: is required"});
}

}  // namespace
}  // namespace onduty::json
