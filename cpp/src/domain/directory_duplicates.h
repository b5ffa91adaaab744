// What a directory document gives twice, or not at all.
#pragma once

#include "domain/directory.h"
#include "onduty/error.h"

namespace onduty::domain {

// Notes every entry that gives a uuid, name, secret or e-mail again that may be there once only, by JSON pointer, each
// with where it was first. E-mails and names of custom statuses are compared folded; those of entries to be removed are
// free. Leaves out the entries that name nothing, and those that name what another names. Linear time.
void refuse_duplicates(Directory& directory);

}  // namespace onduty::domain
