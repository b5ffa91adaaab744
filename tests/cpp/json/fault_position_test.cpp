#include "json/fault_position.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::json {
namespace {

std::string fault(std::string_view text) {
  const auto position = find_fault(text);
  return position ? std::to_string(position->line) + ":" + std::to_string(position->column) : "unknown";
}

TEST(FaultPosition, E1PointsAtABadValue) {
  EXPECT_EQ(fault("{\n  \"a\": 1,\n  \"b\": tru\n}"), "3:8");
  EXPECT_EQ(fault("{\"ä\": 01}"), "1:7");
  EXPECT_EQ(fault("{\"a\": [1, 2, nul]}"), "1:14");
}

TEST(FaultPosition, E1PointsBehindABadString) { EXPECT_EQ(fault("{\"a\": \"\\x\"}"), "1:11"); }

TEST(FaultPosition, E1PointsAtAMissingComma) { EXPECT_EQ(fault("{\"a\": 1\n\"b\": 2}"), "2:1"); }

TEST(FaultPosition, E1PointsAtWhatIsNotUtf8) { EXPECT_EQ(fault("{\n\"a\": \"ok\",\n\"\u00e4\": \"\xff\"}"), "3:7"); }

TEST(FaultPosition, E1PointsAtTheQuoteOfAStringWithoutEnd) {
  EXPECT_EQ(fault("{\"a\": \"open}"), "1:7");
  EXPECT_EQ(fault("{\"a\": \"\\\"\",\n \"b}"), "2:2");
}

TEST(FaultPosition, E1PointsBehindTheValue) { EXPECT_EQ(fault("{\"a\": 1} {"), "1:10"); }

TEST(FaultPosition, E1PointsToTheLineInWhichWhatIsNotClosedEnds) {
  EXPECT_EQ(fault("{\"a\": \"}\",\n \"b\": [1").substr(0, 2), "2:");
}

TEST(FaultPosition, E1PointsAtWhatIsTooDeep) {
  const std::string text = "{\"a\":\n" + std::string(20, '[') + std::string(20, ']') + "}";
  EXPECT_EQ(fault(text).substr(0, 2), "2:");
}

TEST(FaultPosition, SaysNothingWhereNothingIsKnown) {
  EXPECT_EQ(fault(""), "unknown");
  EXPECT_EQ(fault("[1]"), "unknown");
  EXPECT_EQ(fault("7"), "unknown");
}

}  // namespace
}  // namespace onduty::json
