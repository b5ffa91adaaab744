#include "domain/past_changes.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

TEST(PastChanges, ATextStandsInTheListOnce) {
  TextList list;
  EXPECT_EQ(list.place_of("a"), 0U);
  EXPECT_EQ(list.place_of("b"), 1U);
  EXPECT_EQ(list.place_of("a"), 0U);
  EXPECT_EQ(list.texts(), (std::vector<std::string>{"a", "b"}));
}

TEST(PastChanges, Q7ProblemsAreToldByTheirLines) {
  LineProblems problems;
  EXPECT_TRUE(problems.empty());
  problems.add(7, "at is required");
  problems.add(2, "user is required");
  problems.add(7, "user is required");
  EXPECT_FALSE(problems.empty());
  const auto params = problems.as_params();
  ASSERT_EQ(params.entries().size(), 2U);
  EXPECT_EQ(params.entries()[0], (ParamErrors::Entry{"line 2", {"user is required"}}));
  EXPECT_EQ(params.entries()[1], (ParamErrors::Entry{"line 7", {"at is required", "user is required"}}));
}

TEST(PastChanges, Q7OfManyProblemsTheFirstLinesAreToldAndHowManyMoreThereAre) {
  LineProblems problems;
  for (std::uint32_t line = 300; line > 0; --line) problems.add(line, "is bad");
  const auto params = problems.as_params();
  ASSERT_EQ(params.entries().size(), 101U);
  EXPECT_EQ(params.entries()[0].first, "line 1");
  EXPECT_EQ(params.entries()[99].first, "line 100");
  EXPECT_EQ(params.entries()[100], (ParamErrors::Entry{"more", {"200 more problems are not listed"}}));
}

}  // namespace
}  // namespace onduty::domain
