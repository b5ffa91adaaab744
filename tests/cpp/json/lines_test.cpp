#include "json/lines.h"

#include <gtest/gtest.h>

#include <string>

namespace onduty::json {
namespace {

Error error_of(const std::string& line) {
  DocumentParser parser;
  return parse_line(parser, line).error();
}

TEST(Lines, WhatHasNothingButBlanksIsNone) {
  for (const char* line : {"", " ", "\t\r", " \r"}) EXPECT_TRUE(is_blank_line(line));
  for (const char* line : {"{}", " x", "\v"}) EXPECT_FALSE(is_blank_line(line));
}

TEST(Lines, TheProblemOfALineGoesOnWhereTheLineWasNamed) {
  EXPECT_EQ(error_of("{").message, "is not a JSON object: its syntax is wrong, about column 2.");
  EXPECT_EQ(error_of("[]").message, "is not a JSON object: its root is something else.");
  EXPECT_EQ(error_of("{").code, ErrorCode::kMalformedJson);
}

TEST(Lines, E8ALineIsNoLongerThanABody) {
  const Error error = error_of(std::string(65'537, ' '));
  EXPECT_EQ(error.code, ErrorCode::kBodyTooLarge);
  EXPECT_EQ(error.message, "is longer than 64 KiB");
}

}  // namespace
}  // namespace onduty::json
