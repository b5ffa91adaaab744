// The directory document's bytes (§6), read as plain values.
#pragma once

#include <string_view>

#include "domain/directory.h"
#include "onduty/result.h"

namespace onduty::json {

// Reads the document and checks all that can be checked without the database; what is wrong with it is in the
// directory's `problems`, beside everything that could be read (I2). Takes memory of about six times the text's size
// while it works. Errors: kMalformedJson, with the place as far as it can be told; kInvalidParams, with the problems,
// where no account is named that the rest could be compared with.
Result<domain::Directory> parse_directory(std::string_view text);

}  // namespace onduty::json
