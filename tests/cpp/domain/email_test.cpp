#include "domain/email.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::domain {
namespace {

TEST(Email, S8SomethingAtSomething) {
  EXPECT_TRUE(is_email("jane.doe@email.com"));
  EXPECT_TRUE(is_email("a@b"));
  EXPECT_TRUE(is_email("\"odd@local\"@example.com"));
  EXPECT_TRUE(is_email("jörg@bücher.example"));
}

TEST(Email, S8NothingElse) {
  for (const char* text : {"", "@", "a@", "@b", "jane", "ja ne@email.com", " jane@email.com", "jane@email.com\n",
                           "jane@email.com\u00a0", "jane\t@email.com"}) {
    EXPECT_FALSE(is_email(text)) << text;
  }
}

TEST(Email, HasALengthLimit) {
  const std::string domain = "@example.com";
  EXPECT_TRUE(is_email(std::string(kEmailCharactersMax - domain.size(), 'a') + domain));
  EXPECT_FALSE(is_email(std::string(kEmailCharactersMax - domain.size() + 1, 'a') + domain));
}

}  // namespace
}  // namespace onduty::domain
