#include "domain/contact_cursor.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

const Uuid kUuid = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");

TEST(ContactCursor, H3ReadsBackWhatItWrites) {
  for (const ContactCursor& cursor : {ContactCursor{std::nullopt, kUuid}, ContactCursor{7, kUuid},
                                      ContactCursor{0, Uuid()}, ContactCursor{9'000'000'000, kUuid}}) {
    EXPECT_EQ(ContactCursor::parse(cursor.text()), cursor);
  }
}

TEST(ContactCursor, H3RefusesOtherText) {
  const std::string hex = kUuid.hex();
  for (const std::string& text :
       {std::string(), hex.substr(1), "x" + hex, "-" + hex, "7" + hex, "07-" + hex, "-7-" + hex, "7--" + hex,
        "7-" + hex + "0", "7-" + hex.substr(1), "99999999999999999999-" + hex}) {
    EXPECT_EQ(ContactCursor::parse(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace onduty::domain
