#include "onduty/instant.h"

#include <gtest/gtest.h>

namespace onduty {
namespace {

TEST(Instant, IsWrittenInTheThreeFormsOfTheApi) {
  const Instant instant{1732307383311};
  EXPECT_EQ(instant.with_offset(), "2024-11-22T20:29:43.311+00:00");
  EXPECT_EQ(instant.to_seconds(), "2024-11-22T20:29:43Z");
  EXPECT_EQ(instant.to_catalogue(), "2024-11-22 20:29:43 +0000");
  EXPECT_EQ(Instant{}.with_offset(), "1970-01-01T00:00:00.000+00:00");
}

TEST(Instant, ReadsRfc3339) {
  EXPECT_EQ(Instant::parse("2024-11-22T20:29:43.311Z"), Instant{1732307383311});
  EXPECT_EQ(Instant::parse("2024-11-22T21:29:43.311999+01:00"), Instant{1732307383311});
  EXPECT_EQ(Instant::parse("2024-11-22t15:59:43-04:30"), Instant{1732307383000});
  EXPECT_EQ(Instant::parse("2024-02-29T00:00:00.5Z"), Instant{1709164800500});
  EXPECT_EQ(Instant::parse("2016-12-31T23:59:60Z"), Instant{1483228800000});
  EXPECT_EQ(Instant::parse("9999-12-31T23:59:59.999Z"), Instant{253402300799999});
}

TEST(Instant, RefusesWhatIsNoInstant) {
  for (const char* text :
       {"", "2024-11-22", "2024-11-22T20:29:43", "2024-11-22T20:29Z", "2024-11-22T20:29:43.Z", "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z", "2024-11-22T24:00:00Z", "2024-11-22T20:29:43Zz", " 2024-11-22T20:29:43Z",
        "2024-11-22T20:29:43+0100", "2024-11-22T20:29:43+24:00", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00"}) {
    EXPECT_EQ(Instant::parse(text), std::nullopt) << text;
  }
}

TEST(Instant, ReadsBackWhatItWrites) {
  for (std::int64_t ms = 0; ms < 253402300799999; ms += 86399999 * std::int64_t{9973}) {
    EXPECT_EQ(Instant::parse(Instant{ms}.with_offset()), Instant{ms});
  }
}

TEST(Instant, WhatIsWrongWithATextIsTold) {
  const std::string none = "must be an instant with an offset or Z, as 2026-03-29T09:00:00Z";
  const auto problem = [](const char* text) { return std::string(Instant::problem_of(std::string_view(text))); };
  for (const char* text : {"", "2026-03-29", "2026-03-29T09:00:00", "2026-02-30T09:00:00Z", "noon at nine"}) {
    EXPECT_EQ(problem(text), none);
  }
  for (const char* text : {"1960-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "1970-01-01T00:59:59+01:00"}) {
    EXPECT_EQ(problem(text), "must not be before 1970");
    EXPECT_FALSE(Instant::parse(text));
  }
  EXPECT_EQ(problem("9999-12-31T23:59:59-00:01"), "must not be after 9999");
  EXPECT_FALSE(Instant::parse("9999-12-31T23:59:59-00:01"));
  EXPECT_EQ(problem("2026-03-01T00:00:00 01:00"), "has a space where a + should be, which is written %2B in a URL");
}

TEST(Instant, OneFrom1970To9999HasNoProblem) {
  EXPECT_EQ(Instant::problem_of(0), nullptr);
  EXPECT_EQ(Instant::problem_of(Instant::kMsMax), nullptr);
  EXPECT_STREQ(Instant::problem_of(-1), "must not be before 1970");
  EXPECT_STREQ(Instant::problem_of(Instant::kMsMax + 1), "must not be after 9999");
}

}  // namespace
}  // namespace onduty
