#include "onduty/history_api.h"

#include <gtest/gtest.h>

#include "support/open_sample.h"

namespace onduty {
namespace {

class HistoryApiTest : public testing::OpenSample {
 protected:
  HistoryApiTest() {
    for (const bool available : {true, false, true}) {
      EXPECT_TRUE(acme().update_status(set_available(available)).ok());
      *now_ms_ += 1000;
    }
  }

  std::string body(const HistoryCall& call) const { return history_answer(acme(), call).value().body; }

  static std::string params(const Result<Answer>& answer) {
    if (answer.ok()) return "nothing";
    if (answer.error().code != ErrorCode::kInvalidParams) return std::string(error_name(answer.error().code));
    std::string all;
    for (const auto& [param, reasons] : answer.error().params.entries()) all += (all.empty() ? "" : " ") + param;
    return all;
  }

  static std::size_t entries(const std::string& body) {
    std::size_t count = 0;
    for (auto at = body.find("{\"seq\""); at != std::string::npos; at = body.find("{\"seq\"", at + 1)) ++count;
    return count;
  }
};

TEST_F(HistoryApiTest, Q1NextIsThereWhereMoreIs) {
  HistoryCall call;
  call.user = testing::kJane.hex();
  call.limit = "2";
  EXPECT_NE(body(call).find(R"("meta":{"next":2}})"), std::string::npos) << body(call);
  EXPECT_EQ(entries(body(call)), 2U);
  call.after = "2";
  EXPECT_NE(body(call).find(R"([{"seq":3,)"), std::string::npos) << body(call);
  EXPECT_NE(body(call).find(R"("meta":{"next":null}})"), std::string::npos);
  call.limit = "1";
  EXPECT_NE(body(call).find(R"("meta":{"next":null}})"), std::string::npos);
  call.after = "3";
  EXPECT_EQ(body(call), R"({"entries":[],"meta":{"next":null}})");
}

TEST_F(HistoryApiTest, Q1APeriodIsGivenByInstantsOfAnyOffset) {
  HistoryCall call;
  call.since = "2023-11-14T22:15:01Z";
  EXPECT_EQ(entries(body(call)), 2U);
  call.until = "2023-11-15T00:15:02+02:00";
  EXPECT_EQ(entries(body(call)), 1U);
}

TEST_F(HistoryApiTest, Q1EveryParameterThatIsWrongIsNamed) {
  HistoryCall call;
  call.after = "-1";
  call.since = "2023-11-14T22:15:01";  // without an offset
  call.until = "yesterday";
  call.team = "General";
  call.limit = "1001";
  call.refused.add("colour", "is not a parameter of this request");
  EXPECT_EQ(params(history_answer(acme(), call)), "colour after since until team limit");
  for (const char* bad : {"0", "", "x", "1001", "01"}) {
    HistoryCall limited;
    limited.limit = bad;
    EXPECT_EQ(params(history_answer(acme(), limited)), "limit") << bad;
  }
  HistoryCall most;
  most.limit = "1000";
  EXPECT_EQ(entries(body(most)), 3U);
}

TEST_F(HistoryApiTest, Q2EverybodyAsTheyStood) {
  AsOfCall call;
  call.at = "2023-11-14T22:15:01.5Z";
  call.team = testing::kGeneral.hex();
  EXPECT_EQ(as_of_answer(acme(), call).value().body,
            R"({"at":"2023-11-14T22:15:01.500+00:00","users":[{"uuid":"00000000000000000000000000000002",)"
            R"("email":"John@example.com","name":"John","available":false,"custom_status":null,)"
            R"("since":"2023-11-14T22:13:20.000+00:00"},{"uuid":"414a6d692bd645ed803f2e7ce360d4c8",)"
            R"("email":"jane.doe@email.com","name":"Jane Doe","available":false,"custom_status":null,)"
            R"("since":"2023-11-14T22:15:01.000+00:00"}],"meta":{"page":1,"pages":1}})");
  call.at = "2023-11-14T22:15:01";
  call.team = "x";
  call.page = "0";
  EXPECT_EQ(params(as_of_answer(acme(), call)), "at team page");
}

TEST_F(HistoryApiTest, E4APathThatNamesNobodyIsToldFirst) {
  for (const std::string& user : {std::string("x"), testing::kForeigner.hex(), testing::kRemoved.hex()}) {
    HistoryCall call;
    call.user = user;
    call.limit = "0";
    EXPECT_EQ(params(history_answer(acme(), call)), "user_not_found");
  }
}

}  // namespace
}  // namespace onduty
