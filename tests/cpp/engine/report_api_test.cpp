#include "onduty/report_api.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

class ReportApiTest : public testing::OpenSample {
 protected:
  static TimeInStatusCall call() {
    TimeInStatusCall made;
    made.start = Instant{testing::kSampleCreatedMs};
    made.end = Instant{testing::kSampleCreatedMs + 2000};
    made.time_zone = "UTC";
    return made;
  }
};

TEST_F(ReportApiTest, Q3ByIsUserWhenThereIsNone) {
  auto asked = call();
  asked.user = testing::kJane.hex();
  const auto answer = time_in_status_answer(acme(), asked);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(
      answer.value().body,
      R"({"rows":[{"bucket":null,"user_uuid":"414a6d692bd645ed803f2e7ce360d4c8","duration_ms":2000,"share":1}],)"
      R"("meta":{"start":"2023-11-14T22:13:20.000+00:00","end":"2023-11-14T22:13:22.000+00:00","time_zone":"UTC"}})");
}

TEST_F(ReportApiTest, Q3EverythingThatIsRefusedIsNamed) {
  auto asked = call();
  asked.by = "users";
  asked.user = "jane";
  asked.team = testing::kForeignTeam.hex();
  asked.refused.add("time_zone", "is unknown");
  const auto answer = time_in_status_answer(acme(), asked);
  ASSERT_FALSE(answer.ok());
  for (const char* param : {"by", "user", "team", "time_zone"}) EXPECT_TRUE(answer.error().params.has(param)) << param;
}

}  // namespace
}  // namespace onduty
