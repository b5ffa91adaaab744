#include "engine/refusals.h"

#include <gtest/gtest.h>

namespace onduty::engine {
namespace {

TEST(Refusals, U10AnActorThatCannotBeIsRefused) {
  ParamErrors refused;
  refuse_bad_origin(Origin{Way::kLibrary, "zoe", std::nullopt}, refused);
  refuse_bad_origin(Origin{}, refused);
  EXPECT_TRUE(refused.empty());
  refuse_bad_origin(Origin{Way::kLibrary, "", std::nullopt}, refused);
  EXPECT_EQ(refused.entries()[0], (ParamErrors::Entry{"actor", {"is empty"}}));
}

TEST(Refusals, U8AKeyIsNamedAsItsCallerKnowsIt) {
  ParamErrors refused;
  refuse_bad_idempotency(Origin{}, std::nullopt, refused);
  refuse_bad_idempotency(Origin{}, Idempotency{"good", ""}, refused);
  EXPECT_TRUE(refused.empty());
  refuse_bad_idempotency(Origin{Way::kApi, std::nullopt, 1}, Idempotency{"", ""}, refused);
  refuse_bad_idempotency(Origin{}, Idempotency{"", ""}, refused);
  EXPECT_EQ(refused.entries()[0].first, "Idempotency-Key");
  EXPECT_EQ(refused.entries()[1].first, "idempotency_key");
}

TEST(Refusals, U9AReasonIsValidTextOfAtMost200Characters) {
  ParamErrors refused;
  refuse_bad_reason(std::nullopt, refused);
  refuse_bad_reason("", refused);
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "ü";
  refuse_bad_reason(longest, refused);
  EXPECT_TRUE(refused.empty());
  refuse_bad_reason(longest + "x", refused);
  refuse_bad_reason("\xff", refused);
  ASSERT_EQ(refused.entries().size(), 1U);
  EXPECT_EQ(refused.entries()[0].second,
            (std::vector<std::string>{"is longer than 200 characters", "is not valid Unicode text"}));
}

}  // namespace
}  // namespace onduty::engine
