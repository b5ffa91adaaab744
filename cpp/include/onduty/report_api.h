// GET of reports in the HTTP API: query parameters in, the bytes of the answer out.
//
// Thread rule: free functions, safe from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "onduty/account.h"
#include "onduty/answer.h"
#include "onduty/result.h"
#include "onduty/time_in_status.h"

namespace onduty {

// The period and its buckets come as instants, since zones are the web layer's to know; the other parameters as text.
struct TimeInStatusCall {
  static constexpr std::int64_t kRowsMax = 250'000;  // an answer is made in memory
  static constexpr std::size_t kWaitingMax = 16;     // more that are asked for are refused with kOverloaded

  Instant start;
  Instant end;
  std::vector<Instant> bucket_starts;
  std::vector<std::string> bucket_labels;  // how the answer writes them, one each
  std::string time_zone;
  std::optional<std::string> by;  // names with commas between them; user when there are none
  std::optional<std::string> user;
  std::optional<std::string> team;
  ParamErrors refused;  // what the web layer has to refuse
  // Asked now and then from the calling thread; false stops the report (kClosed). May be empty.
  std::function<bool()> keep_going;
};

// Errors: kInvalidParams, which names everything that is refused; kClosed.
Result<Answer> time_in_status_answer(const Account& account, const TimeInStatusCall& call);

}  // namespace onduty
