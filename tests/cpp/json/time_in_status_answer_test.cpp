#include "json/time_in_status_answer.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

constexpr const char* kMeta =
    R"(],"meta":{"start":"1970-01-01T00:00:00.000+00:00","end":"1970-01-01T00:00:01.000+00:00","time_zone":"Europe/Rome"}})";

std::string answer(const TimeInStatus& report) {
  TimeInStatusQuery query;
  query.end = Instant{1000};
  return time_in_status_answer(report, query, {"first", "second"}, "Europe/Rome");
}

TEST(TimeInStatusAnswer, Q3RowsHaveTheKeysThatAreAskedFor) {
  TimeInStatus report;
  report.users = {{*Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8"), "jane@x", "Jane"}};
  report.teams = {{*Uuid::parse("7ea00000000000000000000000000001"), "General"}};
  report.custom_statuses = {{*Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1"), "\"Vacationing\"", "🌴"},
                            {*Uuid::parse("aaaaaaaa-0000-0000-0000-000000000002"), "Lunch", std::nullopt}};
  report.bucket = {0, 1, 1};
  report.user = {0, 0, 0};
  report.team = {-1, 0, 0};
  report.available = {0, 1, 1};
  report.custom_status = {-1, 0, 1};
  report.duration_ms = {250, 1, 3};
  report.share = {1, 0.25, 0.75};
  EXPECT_EQ(
      answer(report),
      std::string(
          R"({"rows":[{"bucket":"first","user_uuid":"414a6d692bd645ed803f2e7ce360d4c8","team_uuid":null,)"
          R"("available":false,"custom_status":null,"duration_ms":250,"share":1},)"
          R"({"bucket":"second","user_uuid":"414a6d692bd645ed803f2e7ce360d4c8","team_uuid":"7ea00000000000000000000000000001",)"
          R"("available":true,"custom_status":{"id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1","name":"\"Vacationing\"","emoji":"🌴"},)"
          R"("duration_ms":1,"share":0.25},)"
          R"({"bucket":"second","user_uuid":"414a6d692bd645ed803f2e7ce360d4c8","team_uuid":"7ea00000000000000000000000000001",)"
          R"("available":true,"custom_status":{"id":"aaaaaaaa-0000-0000-0000-000000000002","name":"Lunch","emoji":null},)"
          R"("duration_ms":3,"share":0.75})") +
          kMeta);
}

TEST(TimeInStatusAnswer, Q3WithoutBucketsThereIsNone) {
  TimeInStatus report;
  report.bucket = {TimeInStatus::kNone};
  report.duration_ms = {1000};
  report.share = {1};
  EXPECT_EQ(answer(report), std::string(R"({"rows":[{"bucket":null,"duration_ms":1000,"share":1})") + kMeta);
}

TEST(TimeInStatusAnswer, OfNothingThereAreNoRows) { EXPECT_EQ(answer({}), std::string(R"({"rows":[)") + kMeta); }

}  // namespace
}  // namespace onduty::json
