// Users, teams and API keys of a directory document.
#pragma once

#include "domain/directory.h"
#include "json/document_value.h"

namespace onduty::json {

domain::UserEntry read_user(const DocumentValue& value);
domain::TeamEntry read_team(const DocumentValue& value);
domain::ApiKeyEntry read_api_key(const DocumentValue& value);

}  // namespace onduty::json
