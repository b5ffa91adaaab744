// The directory document's bytes (§6), read as plain values.
#pragma once

#include <string_view>

#include "domain/directory.h"
#include "onduty/result.h"

namespace onduty::json {

// Reads the document and checks all that can be checked without the database. Takes memory of about six times the
// text's size while it works. Errors: kMalformedJson, with the place as far as it can be told; kInvalidParams, with
// every problem by its JSON pointer (I2).
Result<domain::Directory> parse_directory(std::string_view text);

}  // namespace onduty::json
