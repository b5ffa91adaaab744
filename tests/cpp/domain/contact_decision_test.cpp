#include "domain/contact_decision.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::domain {
namespace {

const Uuid kTeam = *Uuid::parse("ad42a09715814e6483b1c5debd6a2dbc");

class TestCatalogue final : public Catalogue {
 public:
  std::optional<std::int64_t> find_user(std::string_view email) const override {
    return email == "john@example.com" ? std::optional<std::int64_t>(2) : std::nullopt;
  }
  std::optional<std::int64_t> find_team(const Uuid& uuid) const override {
    return uuid == kTeam ? std::optional<std::int64_t>(5) : std::nullopt;
  }
  std::optional<std::int64_t> find_tag(std::string_view name) const override {
    if (name == "VIP") return 21;
    return name == "Lead" ? std::optional<std::int64_t>(22) : std::nullopt;
  }
  std::optional<KnownCustomField> find_custom_field(std::string_view name) const override {
    if (name == "zipCode") return KnownCustomField{31, {CustomFieldType::kText, {}}};
    if (name == "born") return KnownCustomField{32, {CustomFieldType::kDate, {}}};
    return std::nullopt;
  }
  bool is_bot_enabled() const override { return bot_enabled; }

  bool bot_enabled = true;
};

CustomFieldValue text_value(const std::string& text) {
  return {CustomFieldValue::Kind::kText, text, {}, '"' + text + '"'};
}

ContactUpdate everything() {
  ContactUpdate update;
  update.assigned_user = "john@example.com";
  update.team = kTeam;
  update.tags = {"VIP", "Lead", "VIP"};
  update.custom_fields.emplace();
  update.custom_fields->emplace_back("zipCode", text_value("0815"));
  update.bot_status = "bot_end";
  return update;
}

class ContactDecisionTest : public ::testing::Test {
 protected:
  ContactChange resolve(const ContactUpdate& update, ContactUpdateKind kind) {
    return resolve_contact_update(update, kind, catalogue_, refused_);
  }

  std::vector<std::string> refusals() const {
    std::vector<std::string> texts;
    for (const auto& [param, reasons] : refused_.entries()) {
      for (const std::string& reason : reasons) texts.push_back(param + " " + reason);
    }
    return texts;
  }

  TestCatalogue catalogue_;
  ParamErrors refused_;
};

using Texts = std::vector<std::string>;

TEST_F(ContactDecisionTest, H1EachPartOfAHandOffIsApplied) {
  const ContactChange change = resolve(everything(), ContactUpdateKind::kHandOff);
  ASSERT_TRUE(refused_.empty());
  ContactState before;
  before.assigned_user_id = 1;
  before.tag_ids = {22};
  before.field_values = {{32, "\"2026-03-03\""}};
  const ContactState after = decide_contact(before, change);
  EXPECT_EQ(after.assigned_user_id, 2);
  EXPECT_EQ(after.team_id, 5);
  EXPECT_EQ(after.tag_ids, (std::vector<std::int64_t>{22, 21}));  // added, none twice
  EXPECT_EQ(after.field_values,
            (std::map<std::int64_t, std::string>{{31, "\"0815\""}, {32, "\"2026-03-03\""}}));  // merged
  EXPECT_EQ(after.bot_status, "bot_end");                                                      // S5
  EXPECT_EQ(decide_contact(after, change), after);
}

TEST_F(ContactDecisionTest, S7S8S9EveryReferenceThatLeadsNowhereIsNamed) {
  ContactUpdate update = everything();
  update.assigned_user = "nobody@example.com";
  update.team = Uuid();
  update.tags = {"VIP", "Vip", "None"};
  update.custom_fields->emplace_back("colour", text_value("red"));
  update.custom_fields->emplace_back("born", text_value("yesterday"));
  update.refused.add("extra", "is not a parameter of this request");
  resolve(update, ContactUpdateKind::kHandOff);
  const Texts texts = refusals();
  ASSERT_EQ(texts.size(), 7U);
  EXPECT_EQ(texts[0], "extra is not a parameter of this request");
  EXPECT_EQ(texts[1], "assigned_user is not the e-mail of a user of this account");  // S8
  EXPECT_EQ(texts[2], "team_uuid is not a team of this account");                    // S9
  EXPECT_EQ(texts[3], "tags 'Vip' is not a tag of this account");
  EXPECT_EQ(texts[4], "tags 'None' is not a tag of this account");
  EXPECT_EQ(texts[5], "custom_fields 'colour' is not a custom field of this account");
  EXPECT_EQ(texts[6].substr(0, 21), "custom_fields 'born' ");  // C5
}

TEST_F(ContactDecisionTest, S5BotStatusNeedsTheBot) {
  catalogue_.bot_enabled = false;
  resolve(everything(), ContactUpdateKind::kHandOff);
  EXPECT_EQ(refusals(), (Texts{"bot_status needs the account's bot, which is not enabled"}));
}

TEST_F(ContactDecisionTest, H1AHandOffClearsNothingAndAPatchMay) {
  ContactUpdate update;
  update.custom_fields.emplace();
  update.custom_fields->emplace_back("zipCode", std::nullopt);
  const ContactChange change = resolve(update, ContactUpdateKind::kPatch);
  EXPECT_TRUE(refused_.empty());
  ContactState before;
  before.field_values = {{31, "\"0815\""}};
  EXPECT_TRUE(decide_contact(before, change).field_values.empty());
  resolve(update, ContactUpdateKind::kHandOff);
  EXPECT_EQ(refusals(), (Texts{"custom_fields 'zipCode' must have a value: a hand-off clears nothing"}));
  update.custom_fields->front().second =
      CustomFieldValue{CustomFieldValue::Kind::kList, "", {}, "[]"};  // a checkbox of which none is ticked
  refused_ = {};
  resolve(update, ContactUpdateKind::kHandOff);
  EXPECT_EQ(refusals(), (Texts{"custom_fields 'zipCode' must have a value: a hand-off clears nothing"}));
}

TEST_F(ContactDecisionTest, C5APatchReplacesTagsAndSetsTexts) {
  ContactUpdate update;
  update.tags = {"VIP"};
  update.name = "New";
  update.note = "";
  update.unassign_user = true;
  const ContactChange change = resolve(update, ContactUpdateKind::kPatch);
  ASSERT_TRUE(refused_.empty());
  ContactState before;
  before.note = "old";
  before.assigned_user_id = 1;
  before.tag_ids = {22};
  const ContactState after = decide_contact(before, change);
  EXPECT_EQ(after.tag_ids, (std::vector<std::int64_t>{21}));
  EXPECT_EQ(after.name, "New");
  EXPECT_EQ(after.note, std::nullopt);
  EXPECT_EQ(after.assigned_user_id, std::nullopt);
}

TEST_F(ContactDecisionTest, C5AnEmptyListTakesEveryTagAway) {
  ContactState before;
  before.tag_ids = {21, 22};
  ContactUpdate update;
  update.tags.emplace();
  EXPECT_TRUE(decide_contact(before, resolve(update, ContactUpdateKind::kPatch)).tag_ids.empty());
  EXPECT_EQ(decide_contact(before, resolve(ContactUpdate(), ContactUpdateKind::kPatch)).tag_ids, before.tag_ids);
}

TEST_F(ContactDecisionTest, C5UnassignBesideAssignIsRefusedAndTextsHaveLimits) {
  ContactUpdate update = everything();
  update.unassign_user = true;
  update.note = std::string(1001, 'x');
  resolve(update, ContactUpdateKind::kPatch);
  const Texts texts = refusals();
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0], "unassign_user cannot be given together with assigned_user");
  EXPECT_EQ(texts[1].substr(0, 5), "note ");
}

TEST_F(ContactDecisionTest, U10TheHistoryTellsWhatDiffers) {
  ContactState before;
  before.name = "A \"b\"";
  before.assigned_user_id = 1;
  before.tag_ids = {22};
  before.field_values = {{31, "\"0815\""}, {32, "\"2026-03-03\""}};
  ContactState after = before;
  after.assigned_user_id.reset();
  after.note = "n";
  after.tag_ids = {22, 21};
  after.field_values = {{31, "\"4711\""}};
  const ContactDifference differs = difference(before, after);
  EXPECT_EQ(differs.before,
            R"({"note":null,"assigned_user_id":1,"tag_ids":[22],"custom_fields":{"31":"0815","32":"2026-03-03"}})");
  EXPECT_EQ(differs.after,
            R"({"note":"n","assigned_user_id":null,"tag_ids":[22,21],"custom_fields":{"31":"4711","32":null}})");
  EXPECT_EQ(difference(before, before).before, "{}");
}

}  // namespace
}  // namespace onduty::domain
