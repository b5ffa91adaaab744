#include "json/catalogue_answers.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

const CustomStatusDetails kVacationing{*Uuid::parse("0d6041a28b8849eca99ba88a078a16c1"), "Vacationing", "🌴",
                                       Instant{1'732'307'383'311}, Instant{1'732'307'384'000}};
constexpr char kText[] =
    R"({"name":"Vacationing","createdAt":"2024-11-22 20:29:43 +0000","updatedAt":"2024-11-22 20:29:44 +0000",)"
    R"("emoji":"🌴","id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1"})";

TEST(CatalogueAnswers, C1OneIsAnObjectOfItsOwn) {
  EXPECT_EQ(custom_status_answer(kVacationing), R"({"customStatus":)" + std::string(kText) + "}");
}

TEST(CatalogueAnswers, C1WithoutEmojiItIsNull) {
  CustomStatusDetails status = kVacationing;
  status.emoji.reset();
  EXPECT_NE(custom_status_answer(status).find(R"("emoji":null,)"), std::string::npos);
}

TEST(CatalogueAnswers, C7ManyComeInPages) {
  EXPECT_EQ(custom_statuses_answer({{kVacationing}, 2, 3}),
            R"({"customStatuses":[)" + std::string(kText) + R"(],"meta":{"page":2,"pages":3}})");
  EXPECT_EQ(custom_statuses_answer({}), R"({"customStatuses":[],"meta":{"page":1,"pages":1}})");
}

TEST(CatalogueAnswers, C1DestroyingSaysSo) {
  EXPECT_EQ(custom_status_destroyed_answer(), R"({"status":"custom status was destroyed"})");
}

}  // namespace
}  // namespace onduty::json
