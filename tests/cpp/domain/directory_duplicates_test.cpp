#include "domain/directory_duplicates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace onduty::domain {
namespace {

const Uuid kFirst = *Uuid::parse("00000000000000000000000000000001");
const Uuid kSecond = *Uuid::parse("00000000000000000000000000000002");

std::vector<std::string> duplicates(Directory& directory) {
  std::vector<std::string> found;
  refuse_duplicates(directory);
  for (const auto& [pointer, reasons] : directory.problems.entries()) {
    for (const std::string& reason : reasons) found.push_back(pointer + " " + reason);
  }
  return found;
}

using Texts = std::vector<std::string>;

UserEntry user(std::optional<Uuid> uuid, std::optional<std::string> email, bool removed = false) {
  UserEntry entry;
  entry.uuid = uuid;
  entry.email = std::move(email);
  entry.removed = removed;
  return entry;
}

CustomStatusEntry custom_status(const Uuid& id, std::string name, bool removed = false) {
  CustomStatusEntry entry;
  entry.id = id;
  entry.name = std::move(name);
  entry.removed = removed;
  return entry;
}

TEST(DirectoryDuplicates, I1UsersByUuid) {
  Directory directory;
  directory.users = {user(kFirst, "a@b"), user(kSecond, "c@d"), user(kFirst, "e@f")};
  EXPECT_EQ(duplicates(directory), Texts{"/users/2/uuid is given already at /users/0/uuid"});
}

TEST(DirectoryDuplicates, I1UsersByFoldedEmail) {
  Directory directory;
  directory.users = {user(kFirst, "straße@b"), user(std::nullopt, "STRASSE@B")};
  EXPECT_EQ(duplicates(directory), Texts{"/users/1/email is given already at /users/0/email"});
}

TEST(DirectoryDuplicates, I1ARemovedUserGivesTheEmailUp) {
  Directory directory;
  directory.users = {user(kFirst, "a@b", true), user(kSecond, "a@b")};
  EXPECT_EQ(duplicates(directory), Texts());
}

TEST(DirectoryDuplicates, I1AnEmailCannotNameAUserToRemoveAndToKeep) {
  Directory directory;
  directory.users = {user(std::nullopt, "a@b", true), user(std::nullopt, "a@b")};
  EXPECT_EQ(duplicates(directory), Texts{"/users/1/email is given already at /users/0/email"});
}

TEST(DirectoryDuplicates, C2CustomStatusesByIdAndFoldedName) {
  Directory directory;
  directory.custom_statuses = {custom_status(kFirst, "Lunch"), custom_status(kSecond, "LUNCH"),
                               custom_status(kFirst, "Other")};
  EXPECT_EQ(duplicates(directory), (Texts{"/custom_statuses/2/id is given already at /custom_statuses/0/id",
                                          "/custom_statuses/1/name is given already at /custom_statuses/0/name"}));
}

TEST(DirectoryDuplicates, C3TheNameOfACustomStatusToDestroyIsFree) {
  Directory directory;
  directory.custom_statuses = {custom_status(kFirst, "Lunch", true), custom_status(kSecond, "Lunch")};
  EXPECT_EQ(duplicates(directory), Texts());
}

TEST(DirectoryDuplicates, I1TagsAndFieldsByExactName) {
  Directory directory;
  directory.tags = {{"VIP", false}, {"vip", false}, {"VIP", true}};
  directory.custom_fields.resize(2);
  directory.custom_fields[0].name = directory.custom_fields[1].name = "zip";
  EXPECT_EQ(duplicates(directory), (Texts{"/tags/2 is given already at /tags/0",
                                          "/custom_fields/1/name is given already at /custom_fields/0/name"}));
}

TEST(DirectoryDuplicates, I3KeysByNameAndBySecret) {
  Directory directory;
  directory.api_keys.resize(3);
  directory.api_keys[0].name = directory.api_keys[1].name = "desk";
  directory.api_keys[2].name = "other";
  directory.api_keys[0].digest = directory.api_keys[2].digest = "same";
  EXPECT_EQ(duplicates(directory), (Texts{"/api_keys/1/name is given already at /api_keys/0/name",
                                          "/api_keys/2/key is given already at /api_keys/0/key"}));
}

TEST(DirectoryDuplicates, I1TeamsAndContactsByUuid) {
  Directory directory;
  directory.teams.resize(2);
  directory.teams[0].uuid = directory.teams[1].uuid = kFirst;
  directory.contacts.resize(2);
  directory.contacts[0].uuid = directory.contacts[1].uuid = kFirst;
  EXPECT_EQ(duplicates(directory), (Texts{"/teams/1/uuid is given already at /teams/0/uuid",
                                          "/contacts/1/uuid is given already at /contacts/0/uuid"}));
}

TEST(DirectoryDuplicates, I2WhoNamesWhatAnotherNamesIsLeftOut) {
  Directory directory;
  directory.users = {user(kFirst, "a@b"), user(kFirst, "c@d"), user(kSecond, "A@B"), user(std::nullopt, "e@f")};
  directory.custom_statuses = {custom_status(kFirst, "Lunch"), custom_status(kSecond, "LUNCH")};
  refuse_duplicates(directory);
  EXPECT_FALSE(directory.users[0].left_out);
  EXPECT_TRUE(directory.users[1].left_out);
  EXPECT_TRUE(directory.users[2].left_out);
  EXPECT_FALSE(directory.users[3].left_out);
  EXPECT_FALSE(directory.custom_statuses[1].left_out);  // its id is its own
}

TEST(DirectoryDuplicates, I2WhatNamesNothingIsLeftOut) {
  Directory directory;
  directory.teams.resize(1);
  directory.contacts.resize(1);
  directory.tags.resize(1);
  directory.users.resize(1);
  refuse_duplicates(directory);
  EXPECT_TRUE(directory.teams[0].left_out && directory.contacts[0].left_out && directory.tags[0].left_out &&
              directory.users[0].left_out);
}

TEST(DirectoryDuplicates, WhatWasRefusedBeforeIsNoDuplicate) {
  Directory directory;
  directory.teams.resize(2);
  directory.contacts.resize(2);
  directory.tags.resize(2);
  directory.users.resize(2);
  directory.api_keys.resize(2);
  EXPECT_EQ(duplicates(directory), Texts());
}

}  // namespace
}  // namespace onduty::domain
