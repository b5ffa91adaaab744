// What a bulk came to, as JSON (Q6).
#pragma once

#include <string>

#include "onduty/bulk.h"

namespace onduty::json {

// {"uuid", "outcome", "version"?, "code"?, "error"?}
void append_bulk_result(std::string& out, const BulkResult& result);

// {"results": […], "change_set"}
std::string bulk_answer(const BulkReport& report);

}  // namespace onduty::json
