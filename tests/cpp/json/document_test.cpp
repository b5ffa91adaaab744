#include "json/document.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::json {
namespace {

std::string nested(std::size_t depth) {
  std::string text = "{\"a\":";
  for (std::size_t i = 1; i < depth; ++i) text += '[';
  for (std::size_t i = 1; i < depth; ++i) text += ']';
  return depth == 1 ? "{}" : text + "}";
}

TEST(Document, E1TakesObjectsAsDeepAsTheLimit) {
  DocumentParser parser;
  EXPECT_TRUE(parser.parse_object(nested(1)).ok());
  EXPECT_TRUE(parser.parse_object(nested(kDepthMax)).ok());
  EXPECT_FALSE(parser.parse_object(nested(kDepthMax + 1)).ok());
  EXPECT_FALSE(parser.parse_object(nested(1000)).ok());
}

TEST(Document, E1BracketsInStringsAreNoNesting) {
  DocumentParser parser;
  EXPECT_TRUE(parser.parse_object("{\"a\":\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"}").ok());
  EXPECT_FALSE(parser.parse_object("{\"a\\\\\":" + nested(kDepthMax) + "}").ok());
}

TEST(Document, E1RefusesWhatIsNotOneJsonObject) {
  DocumentParser parser;
  for (const std::string text : {"",
                                 " ",
                                 "null",
                                 "[]",
                                 "1",
                                 "\"a\"",
                                 "{",
                                 "{}{}",
                                 "{} x",
                                 "{\"a\":1,}",
                                 "{'a':1}",
                                 "{\"a\":01}",
                                 "{\"a\":1e999}",
                                 "{\"a\":99999999999999999999}",
                                 "{\"a\":NaN}",
                                 "{\"a\":tru}",
                                 "{\"a\":\"\\ud800\"}",
                                 "{\"a\":\"\\udc00\\ud800\"}",
                                 "{\"a\":\"\xff\"}",
                                 "{\"\xed\xa0\x80\":1}",
                                 "\xef\xbb\xbf{}",
                                 "{\"a\":\"\x01\"}",
                                 "{\"a\":\"x",
                                 "{\"a\":\"\\x\"}"}) {
    const auto object = parser.parse_object(text);
    ASSERT_FALSE(object.ok()) << text;
    EXPECT_EQ(object.error().code, ErrorCode::kMalformedJson) << text;
  }
}

TEST(Document, E1TellsWhy) {
  DocumentParser parser;
  EXPECT_EQ(parser.parse_object("").error().message, "The body is not a JSON object: it is empty.");
  EXPECT_NE(parser.parse_object("\xef\xbb\xbf{}").error().message.find("byte order mark"), std::string::npos);
  EXPECT_NE(parser.parse_object("{\"a\":\"\xff\"}").error().message.find("UTF-8"), std::string::npos);
  EXPECT_NE(parser.parse_object(nested(17)).error().message.find("deeper than 16"), std::string::npos);
}

TEST(Document, IsReadAgainAfterARefusal) {
  DocumentParser parser;
  EXPECT_FALSE(parser.parse_object("{").ok());
  const auto object = parser.parse_object(" {\"a\": \"\\u00e9\"} ");
  ASSERT_TRUE(object.ok());
  std::string_view text;
  ASSERT_EQ(object.value().at_key("a").get(text), simdjson::SUCCESS);
  EXPECT_EQ(text, "é");
}

TEST(Document, TakesDocumentsLargerThanItsFirstBuffer) {
  DocumentParser parser;
  EXPECT_TRUE(parser.parse_object("{\"a\":\"" + std::string(100000, 'x') + "\"}").ok());
}

TEST(Document, E1TellsWhereTheFaultIs) {
  DocumentParser parser;
  const auto told = [&](std::string_view text) { return parser.parse_object(text).error().message; };
  EXPECT_EQ(told("{\n  \"a\": tru\n}"), "The body is not a JSON object: its syntax is wrong, about line 2, column 8.");
  EXPECT_EQ(told("{\"a\": \"\xff\"}"), "The body is not a JSON object: it is not valid UTF-8, about line 1, column 8.");
  EXPECT_EQ(told("{\"a\": \"open}"),
            "The body is not a JSON object: a string in it is not closed, about line 1, column 7.");
  EXPECT_EQ(told(""), "The body is not a JSON object: it is empty.");
}

}  // namespace
}  // namespace onduty::json
