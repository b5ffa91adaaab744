#include "onduty/uuid.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace onduty {
namespace {

TEST(Uuid, S2ReadsBothFormsInAnyCase) {
  const auto uuid = Uuid::parse("0d6041a28b8849eca99ba88a078a16c1");
  ASSERT_TRUE(uuid);
  EXPECT_EQ(Uuid::parse("0D6041A2-8B88-49EC-A99B-A88A078A16C1"), uuid);
  EXPECT_EQ(Uuid::parse("0d6041a2-8B88-49ec-A99B-a88a078a16c1"), uuid);
  EXPECT_EQ(uuid->hex(), "0d6041a28b8849eca99ba88a078a16c1");
  EXPECT_EQ(uuid->dashed(), "0d6041a2-8b88-49ec-a99b-a88a078a16c1");
}

TEST(Uuid, E4RefusesWhatIsNoUuid) {
  for (const char* text :
       {"", "0d6041a28b8849eca99ba88a078a16c", "0d6041a28b8849eca99ba88a078a16c11", "0d6041a28b8849eca99ba88a078a16cg",
        "0d6041a2-8b8849ec-a99b-a88a078a16c1-", "{0d6041a28b8849eca99ba88a078a16}",
        "0d6041a2_8b88_49ec_a99b_a88a078a16c1", "-0d6041a8b88-49ec-a99b-a88a078a16c12"}) {
    EXPECT_EQ(Uuid::parse(text), std::nullopt) << text;
  }
}

TEST(Uuid, OrdersAsItsTextDoes) {
  const auto small = Uuid::parse("00ffffffffffffffffffffffffffffff");
  const auto large = Uuid::parse("01000000000000000000000000000000");
  EXPECT_LT(*small, *large);
  EXPECT_LT(small->hex(), large->hex());
}

TEST(Uuid, HashesThatCountUpDiffer) {
  std::unordered_set<std::size_t> hashes;
  for (std::uint8_t i = 0; i < 200; ++i) {
    std::array<std::uint8_t, Uuid::kSize> bytes{};
    bytes[15] = i;
    hashes.insert(std::hash<Uuid>()(Uuid(bytes)));
  }
  EXPECT_EQ(hashes.size(), 200U);
}

}  // namespace
}  // namespace onduty
