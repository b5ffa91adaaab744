#include "json/bulk_answer.h"

#include <gtest/gtest.h>

#include "support/bulk_updates.h"

namespace onduty::json {
namespace {

std::string text_of(const BulkResult& result) {
  std::string out;
  append_bulk_result(out, result);
  return out;
}

TEST(BulkAnswer, Q6AnEmptyBulk) { EXPECT_EQ(bulk_answer({}), R"({"results":[],"change_set":null})"); }

TEST(BulkAnswer, Q6ResultsAndChangeSet) {
  BulkReport report;
  report.results.push_back({Uuid(), BulkResult::Outcome::kChanged, 3, nullptr});
  report.results.push_back({Uuid(), BulkResult::Outcome::kUnchanged, 4, nullptr});
  report.change_set = 9;
  EXPECT_EQ(bulk_answer(report),
            R"({"results":[{"uuid":"00000000000000000000000000000000","outcome":"changed","version":3},)"
            R"({"uuid":"00000000000000000000000000000000","outcome":"unchanged","version":4}],"change_set":9})");
}

TEST(BulkAnswer, Q6ARefusalIsToldAsTheAnswerToAFailedRequest) {
  ParamErrors params;
  params.add("available", "must be true or false");
  params.add("colour \"x\"", "is not a parameter");
  params.add("available", "is given twice");
  const auto refused = std::make_shared<const Error>(Error::invalid_params(params));
  EXPECT_EQ(text_of({std::nullopt, BulkResult::Outcome::kRefused, 0, refused}),
            R"({"uuid":null,"outcome":"refused","code":"invalid_params","error":)"
            R"({"available":["must be true or false","is given twice"],"colour \"x\"":["is not a parameter"]}})");
  const auto unknown = std::make_shared<const Error>(Error::of(ErrorCode::kUserNotFound));
  EXPECT_EQ(text_of({std::nullopt, BulkResult::Outcome::kRefused, 0, unknown}),
            R"({"uuid":null,"outcome":"refused","code":"user_not_found","error":"There is no such user."})");
}

}  // namespace
}  // namespace onduty::json
