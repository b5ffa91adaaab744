// Custom statuses, tags and custom fields of a directory document.
#pragma once

#include "domain/directory.h"
#include "json/document_value.h"

namespace onduty::json {

domain::CustomStatusEntry read_custom_status(const DocumentValue& value);
domain::TagEntry read_tag(const DocumentValue& value);  // its name alone, or an object
domain::CustomFieldEntry read_custom_field(const DocumentValue& value);

}  // namespace onduty::json
