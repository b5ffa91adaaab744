#include "base/build_info.h"

#include <sodium.h>
#include <utf8proc.h>

namespace onduty::base {

std::string sodium_version() { return sodium_version_string(); }

std::string utf8proc_version_text() { return utf8proc_version(); }

}  // namespace onduty::base
