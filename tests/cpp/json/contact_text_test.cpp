#include "json/contact_text.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

std::string text_of(const Contact& contact) {
  std::string out;
  append_contact(out, contact);
  return out;
}

TEST(ContactText, S11HasAllKeysInTheSeedsOrder) {
  Contact contact;
  contact.href = "h";
  EXPECT_EQ(text_of(contact),
            R"({"uuid":"00000000000000000000000000000000","name":"","phoneNumber":null,"avatarUrl":null,)"
            R"("createdAt":"1970-01-01T00:00:00Z","source":null,"href":"h","conversationHref":null,"tags":[],)"
            R"("assignedUser":null,"customFields":{}})");
}

TEST(ContactText, ListsAndFieldsKeepTheirOrderAndTexts) {
  Contact contact;
  contact.tags = {"b", "a \"quoted\" one"};
  contact.custom_fields = {{"zip\n", "\"0815\""}, {"age", "7"}};
  const std::string text = text_of(contact);
  EXPECT_NE(text.find(R"("tags":["b","a \"quoted\" one"])"), std::string::npos);
  EXPECT_NE(text.find(R"("customFields":{"zip\n":"0815","age":7})"), std::string::npos);
}

}  // namespace
}  // namespace onduty::json
