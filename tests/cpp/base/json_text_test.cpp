#include "base/json_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace onduty::base {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(JsonText, EscapesWhatMustBe) {
  EXPECT_EQ(quoted("plain"), "\"plain\"");
  EXPECT_EQ(quoted("\"\\"), R"("\"\\")");
  EXPECT_EQ(quoted("a\nb\rc\td"), R"("a\nb\rc\td")");
  EXPECT_EQ(quoted(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(quoted("Grüße 🌴"), "\"Grüße 🌴\"");
  EXPECT_EQ(quoted(""), "\"\"");
}

TEST(JsonText, AbsentTextIsNull) {
  std::string out;
  append_string(out, std::optional<std::string>());
  append_string(out, std::optional<std::string>("a"));
  EXPECT_EQ(out, "null\"a\"");
}

TEST(JsonText, ListsHaveCommasBetween) {
  std::string out;
  append_list(out, std::vector<bool>{true, false, true}, [&](bool value) { append_bool(out, value); });
  EXPECT_EQ(out, "true,false,true");
}

}  // namespace
}  // namespace onduty::base
