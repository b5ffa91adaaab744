// Which libsodium and utf8proc are running.
#pragma once

#include <string>

namespace onduty::base {

std::string sodium_version();
std::string utf8proc_version_text();

}  // namespace onduty::base
