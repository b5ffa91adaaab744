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

}  // namespace
}  // namespace onduty::engine
