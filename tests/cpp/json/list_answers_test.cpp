#include "json/list_answers.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

const Uuid kJane = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
const Uuid kVacationing = *Uuid::parse("0d6041a28b8849eca99ba88a078a16c1");

UserStatus jane() {
  UserStatus user;
  user.user = User{kJane, "jane.doe@email.com", "Jane \"J\" Doe"};
  user.status.user = kJane;
  user.status.available = true;
  user.status.available_updated_at = Instant{1'721'242'489'311};
  user.status.custom_status_updated_at = Instant{1'721'242'480'000};
  return user;
}

TEST(ListAnswers, U6AUserWithoutCustomStatusHasNoSuchKey) {
  EXPECT_EQ(users_answer({{jane()}, 1, 1}),
            R"({"users":[{"uuid":"414a6d692bd645ed803f2e7ce360d4c8","email":"jane.doe@email.com",)"
            R"("name":"Jane \"J\" Doe","available":true,"lastUpdatedAt":"2024-07-17T18:54:49Z"}],)"
            R"("meta":{"page":1,"pages":1}})");
}

TEST(ListAnswers, C4MembersHaveNoUuid) {
  UserStatus user = jane();
  user.status.custom_status = CustomStatus{kVacationing, "Vacationing", std::nullopt};
  EXPECT_EQ(members_answer({{user}, 2, 4}),
            R"({"users":[{"email":"jane.doe@email.com","name":"Jane \"J\" Doe","available":true,)"
            R"("lastUpdatedAt":"2024-07-17T18:54:49Z","userCustomStatus":{"updatedAt":"2024-07-17T18:54:40Z",)"
            R"("id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1","name":"Vacationing","emoji":null}}],)"
            R"("meta":{"page":2,"pages":4}})");
}

TEST(ListAnswers, C4TheLaterClockIsTheLastUpdate) {
  UserStatus user = jane();
  user.status.custom_status_updated_at = Instant{1'721'242'490'000};
  EXPECT_NE(users_answer({{user}, 1, 1}).find(R"("lastUpdatedAt":"2024-07-17T18:54:50Z")"), std::string::npos);
}

TEST(ListAnswers, C4TeamsTellHowManyTheyAre) {
  const Team team{kJane, "General", Instant{1'605'301'733'000}, true, 12};
  const std::string text =
      R"({"uuid":"414a6d692bd645ed803f2e7ce360d4c8","name":"General","createdAt":"2020-11-13T21:08:53Z",)"
      R"("default":true,"members":12})";
  EXPECT_EQ(team_answer(team), R"({"team":)" + text + "}");
  EXPECT_EQ(teams_answer({{team, team}, 1, 1}),
            R"({"teams":[)" + text + "," + text + R"(],"meta":{"page":1,"pages":1}})");
}

TEST(ListAnswers, C5AContactHasItsConversationBesideIt) {
  ContactDetails details;
  details.contact.uuid = kJane;
  const std::string bare = contact_answer(details);
  EXPECT_EQ(bare.rfind(R"({"contact":{"uuid":"414a6d692bd645ed803f2e7ce360d4c8",)", 0), 0U);
  EXPECT_NE(bare.find(R"(},"conversation":{"team_uuid":null,"bot_status":null,"note":null}})"), std::string::npos);
  details.conversation = {kVacationing, "bot_end", "calls \"back\""};
  EXPECT_NE(contact_answer(details).find(
                R"("conversation":{"team_uuid":"0d6041a28b8849eca99ba88a078a16c1","bot_status":"bot_end",)"
                R"("note":"calls \"back\""}})"),
            std::string::npos);
}

TEST(ListAnswers, C7ContactsComeInPages) {
  const std::string text = all_contacts_answer({{Contact()}, 3, 9});
  EXPECT_EQ(text.rfind(R"({"contacts":[{"uuid":)", 0), 0U);
  EXPECT_NE(text.find(R"(}],"meta":{"page":3,"pages":9}})"), std::string::npos);
}

TEST(ListAnswers, C6AKeyTellsWhoseItIs) {
  EXPECT_EQ(key_answer("desk", User{kJane, "jane.doe@email.com", "Jane"}),
            R"({"status":"ok","user_email":"jane.doe@email.com","user_name":"Jane","api_key":"desk"})");
  EXPECT_EQ(key_answer("desk", std::nullopt), R"({"status":"ok","user_email":null,"user_name":null,"api_key":"desk"})");
}

}  // namespace
}  // namespace onduty::json
