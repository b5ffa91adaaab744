// Secrets that stand for whoever shows them.
#pragma once

#include <string>

namespace onduty::base {

// "od_" and 32 random bytes in base64url. The prefix tells people and scanners what they have found.
std::string new_secret();

}  // namespace onduty::base
