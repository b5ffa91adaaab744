// Going through a database for what is not as it should be.
#pragma once

#include "onduty/check.h"
#include "onduty/instant.h"
#include "onduty/result.h"
#include "store/session.h"

namespace onduty::engine {

// Of each kind of problem the first are told. Errors: kClosed (it was stopped).
// REQUIRES: in a read transaction.
Result<CheckReport> check_contents(store::Session& session, Instant now, const CheckOptions& options);

// How the connection that writes is set (S1).
std::vector<Finding> check_settings(store::Session& writing);

// That updates are refused, as a finding.
Finding not_writable(const Error& refusal);

}  // namespace onduty::engine
