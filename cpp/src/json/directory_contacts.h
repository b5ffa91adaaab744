// Contacts of a directory document.
#pragma once

#include "domain/directory.h"
#include "json/document_value.h"

namespace onduty::json {

// A contact as the API gives it, with `team_uuid`, `bot_status` and `note` beside its keys.
domain::ContactEntry read_contact(const DocumentValue& value);

}  // namespace onduty::json
