#include "onduty/list_api.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

class ListApiTest : public testing::OpenSample {
 protected:
  static std::string params(const Result<Answer>& answer) {
    if (answer.ok()) return "nothing";
    if (answer.error().code != ErrorCode::kInvalidParams) return std::string(error_name(answer.error().code));
    std::string all;
    for (const auto& [param, reasons] : answer.error().params.entries()) all += (all.empty() ? "" : " ") + param;
    return all;
  }

  static ListCall page(const std::string& text) {
    ListCall call;
    call.page = text;
    return call;
  }
};

TEST_F(ListApiTest, C7EveryListHasItsNameAndMeta) {
  const std::string meta = R"(],"meta":{"page":1,"pages":1}})";
  for (const auto& [key, answer] :
       {std::pair("users", users_answer(acme(), {})), std::pair("teams", teams_answer(acme(), {})),
        std::pair("contacts", all_contacts_answer(acme(), {})),
        std::pair("customStatuses", custom_statuses_answer(acme(), {})),
        std::pair("users", members_answer(acme(), testing::kGeneral.hex(), {}))}) {
    ASSERT_TRUE(answer.ok());
    const std::string& body = answer.value().body;
    EXPECT_EQ(body.rfind("{\"" + std::string(key) + "\":[{", 0), 0U) << body;
    EXPECT_EQ(body.substr(body.size() - meta.size()), meta) << body;
  }
}

TEST_F(ListApiTest, C7APageIsANumberUpToAMillion) {
  for (const char* bad : {"", "0", "-1", "x", "1000001"}) {
    EXPECT_EQ(params(users_answer(acme(), page(bad))), "page") << bad;
    EXPECT_EQ(params(teams_answer(acme(), page(bad))), "page") << bad;
    EXPECT_EQ(params(all_contacts_answer(acme(), page(bad))), "page") << bad;
    EXPECT_EQ(params(custom_statuses_answer(acme(), page(bad))), "page") << bad;
    EXPECT_EQ(params(members_answer(acme(), testing::kGeneral.hex(), page(bad))), "page") << bad;
  }
  EXPECT_EQ(teams_answer(acme(), page("1000000")).value().body, R"({"teams":[],"meta":{"page":1000000,"pages":1}})");
}

TEST_F(ListApiTest, U4EveryParameterThatIsWrongIsNamed) {
  ListCall call = page("0");
  call.available = "yes";
  call.team = "General";
  call.custom_status = testing::kForeignStatus.dashed();
  call.after = "x";
  call.refused.add("colour", "is not a parameter of this request");
  EXPECT_EQ(params(users_answer(acme(), call)), "colour available team page after custom_status");
  ListCall both = page("1");
  both.after = testing::kJane.hex();
  EXPECT_EQ(params(users_answer(acme(), both)), "page");
  EXPECT_EQ(params(all_contacts_answer(acme(), both)), "page");
}

TEST_F(ListApiTest, UsersAreFilteredByTexts) {
  ListCall call;
  call.available = "true";
  EXPECT_EQ(users_answer(acme(), call).value().body, R"({"users":[],"meta":{"page":1,"pages":1}})");
  call.available = "false";
  call.team = "7EA00000-0000-0000-0000-000000000001";
  call.after = testing::kJohn.dashed();
  EXPECT_EQ(users_answer(acme(), call).value().body.rfind(R"({"users":[{"uuid":"414a6d692bd645ed803f2e7ce360d4c8")", 0),
            0U);
}

TEST_F(ListApiTest, C4MembersAreChosenByStatus) {
  ASSERT_TRUE(acme().update_status(set_available(true)).ok());
  ListCall call;
  call.status = "available";
  const std::string body = members_answer(acme(), testing::kGeneral.hex(), call).value().body;
  EXPECT_EQ(body.rfind(R"({"users":[{"email":"jane.doe@email.com",)", 0), 0U) << body;
  call.status = "busy";
  EXPECT_EQ(params(members_answer(acme(), testing::kGeneral.hex(), call)), "status");
}

TEST_F(ListApiTest, E4WhatIsNotThereIsToldBeforeWhatIsRefused) {
  ParamErrors refused;
  refused.add("colour", "is not a parameter of this request");
  ListCall call = page("0");
  for (const std::string& path :
       {std::string("x"), std::string(), testing::kForeignTeam.hex(), testing::kDissolved.hex()}) {
    EXPECT_EQ(params(members_answer(acme(), path, call)), "team_not_found");
    EXPECT_EQ(params(team_answer(acme(), path, refused)), "team_not_found");
    EXPECT_EQ(params(contact_answer(acme(), path, refused)), "contact_not_found");
    EXPECT_EQ(params(custom_status_answer(acme(), path, refused)), "custom_status_not_found");
  }
  EXPECT_EQ(params(team_answer(acme(), testing::kGeneral.hex(), refused)), "colour");
  EXPECT_EQ(params(contact_answer(acme(), testing::kJane.hex(), refused)), "colour");
  EXPECT_EQ(params(custom_status_answer(acme(), testing::kLunch.hex(), refused)), "colour");
}

TEST_F(ListApiTest, C1C4C5OneOfThemIsAnObjectOfItsOwn) {
  EXPECT_EQ(team_answer(acme(), testing::kGeneral.hex(), {}).value().body,
            R"({"team":{"uuid":"7ea00000000000000000000000000001","name":"General",)"
            R"("createdAt":"2023-11-14T22:13:20Z","default":true,"members":2}})");
  EXPECT_EQ(
      custom_status_answer(acme(), testing::kLunch.hex(), {}).value().body.rfind(R"({"customStatus":{"name":)", 0), 0U);
  EXPECT_EQ(contact_answer(acme(), testing::kJane.hex(), {}).value().body.rfind(R"({"contact":{"uuid":)", 0), 0U);
}

TEST_F(ListApiTest, C6AKeyTellsItsName) {
  const ApiKey key = database_->authenticate(testing::kSecret).value();
  EXPECT_EQ(key_answer(acme(), key, {}).value().body,
            R"({"status":"ok","user_email":null,"user_name":null,"api_key":"support desk"})");
  ParamErrors refused;
  refused.add("colour", "is not a parameter of this request");
  EXPECT_EQ(params(key_answer(acme(), key, refused)), "colour");
}

}  // namespace
}  // namespace onduty
