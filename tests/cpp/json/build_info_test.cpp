#include "json/build_info.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

TEST(BuildInfo, TellsTheLibraryOfThisLayer) {
  EXPECT_NE(simdjson_version().find('.'), std::string::npos);
  EXPECT_GE(simdjson_version(), "3.0.0");
}

}  // namespace
}  // namespace onduty::json
