#include "domain/document_place.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(DocumentPlace, I2TheWholeDocumentHasTheEmptyPointer) { EXPECT_EQ(DocumentPlace().pointer(), ""); }

TEST(DocumentPlace, I2NamesKeysAndIndexes) {
  EXPECT_EQ(DocumentPlace().key("users").item(3).key("email").pointer(), "/users/3/email");
}

TEST(DocumentPlace, I2EscapesAsRfc6901Says) {
  EXPECT_EQ(DocumentPlace().key("a/b~c").key("").key("~1").pointer(), "/a~1b~0c//~01");
}

TEST(DocumentPlace, StepsLeaveWhereTheyStartedAsItWas) {
  const DocumentPlace users = DocumentPlace().key("users");
  const DocumentPlace first = users.item(0);
  EXPECT_EQ(users.item(1).pointer(), "/users/1");
  EXPECT_EQ(first.pointer(), "/users/0");
  EXPECT_EQ(users.pointer(), "/users");
}

}  // namespace
}  // namespace onduty::domain
