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

}  // namespace
}  // namespace onduty
