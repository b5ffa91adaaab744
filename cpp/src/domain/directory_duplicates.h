// What a directory document gives twice.
#pragma once

#include "domain/directory.h"
#include "onduty/error.h"

namespace onduty::domain {

// Every entry that gives a uuid, name, secret or e-mail again that may be there once only, by JSON pointer, each with
// where it was first. E-mails and names of custom statuses are compared folded; those of entries to be removed are
// free. Linear time.
ParamErrors find_directory_duplicates(const Directory& directory);

}  // namespace onduty::domain
