#include "base/build_info.h"

#include <gtest/gtest.h>

namespace onduty::base {
namespace {

TEST(BuildInfo, TellsTheLibrariesOfThisLayer) {
  EXPECT_NE(sodium_version().find('.'), std::string::npos);
  EXPECT_NE(utf8proc_version_text().find('.'), std::string::npos);
}

}  // namespace
}  // namespace onduty::base
