// GET of the past in the HTTP API: query parameters as they came in, the bytes of the answer out.
//
//   onduty::HistoryCall call;
//   call.after = "1234";
//   auto answer = onduty::history_answer(account, call);
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <optional>
#include <string>

#include "onduty/account.h"
#include "onduty/answer.h"
#include "onduty/result.h"

namespace onduty {

// The query parameters of the history (Q1). Those that it does not have are the web layer's to refuse.
struct HistoryCall {
  std::optional<std::string> user;   // from the path, where that names one; what is no uuid names what nobody has
  std::optional<std::string> after;  // a seq
  std::optional<std::string> since;  // instants
  std::optional<std::string> until;
  std::optional<std::string> team;   // a uuid
  std::optional<std::string> limit;  // 1 to 1000
  ParamErrors refused;               // what the web layer has to refuse
};

// The query parameters of everybody's status at an instant (Q2).
struct AsOfCall {
  std::optional<std::string> at;    // an instant
  std::optional<std::string> team;  // a uuid
  std::optional<std::string> page;  // 1 to 1,000,000
  ParamErrors refused;              // what the web layer has to refuse
};

// Errors: kUserNotFound, and kInvalidParams, which names everything that is refused.
Result<Answer> history_answer(const Account& account, const HistoryCall& call);

// Error: kInvalidParams, which names everything that is refused.
Result<Answer> as_of_answer(const Account& account, const AsOfCall& call);

}  // namespace onduty
