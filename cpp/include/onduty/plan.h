// A change of many users that can be seen before it is made (Q4).
//
//   PlanRequest request;
//   request.where.available = true;
//   request.set.available = false;
//   auto plan = account.make_plan(request);           // changes nothing
//   for (const PlanItem& item : plan.value().items) …  // what it would do to each
//   ApplyRequest apply;
//   apply.plan = plan.value().id;
//   auto done = account.apply_plan(apply);            // skips whoever was changed since
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/instant.h"
#include "onduty/origin.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty {

// From then on a plan cannot be applied any more.
inline constexpr std::int64_t kPlanAgeMaxMs = 3600 * std::int64_t{1000};
// Items in an answer of the HTTP API.
inline constexpr std::int64_t kPlanPageSize = 1000;

// Whom a plan is for: those to whom all of this applies.
struct PlanSelection {
  std::optional<std::vector<std::optional<std::string>>> users;  // by uuid or e-mail; none where the reader refused it
  std::optional<bool> available;
  std::optional<Uuid> team;
  CustomStatusUpdate custom_status;  // kClear: those who have none

  // Everyone has to be asked for by something, so that a selection left out by mistake is not everyone.
  bool asks() const { return users || available || team || custom_status.kind != CustomStatusUpdate::Kind::kKeep; }
};

struct PlanRequest {
  PlanSelection where;
  StatusUpdate set;      // what is wrong with it is told by its place in the request: /set/available
  std::string set_json;  // the same as JSON, which is what is kept
  Origin origin;
  std::optional<Idempotency> idempotency;
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest.
};

// What a plan does to one user.
struct PlanItem {
  enum class Outcome : std::uint8_t {
    kChange,     // the status, or a contact by the hand-off
    kUnchanged,  // everything is so already
    kRefused,    // for `errors`
  };

  Uuid user;
  Outcome outcome = Outcome::kUnchanged;
  RecordedStatus before;
  RecordedStatus after;
  std::vector<Uuid> contacts;         // those that the hand-off changes, in order of uuid
  std::optional<std::string> errors;  // JSON text: an object of reasons by parameter

  friend bool operator==(const PlanItem&, const PlanItem&) = default;
};

// "change", "unchanged", "refused"
std::string_view outcome_name(PlanItem::Outcome outcome);

struct PlanCounts {
  std::int64_t change = 0;
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::int64_t contacts = 0;

  friend bool operator==(const PlanCounts&, const PlanCounts&) = default;
};

// A plan, or a page of one.
struct Plan {
  Uuid id;
  Instant expires_at;
  PlanCounts counts;
  std::vector<PlanItem> items;
  std::optional<std::int64_t> next;  // the number of the last item, where more come after it
};

// Part of a plan's items.
struct PlanQuery {
  std::int64_t after = 0;   // the items behind the one of this number, from 1
  std::int64_t limit = -1;  // at most so many; negative: all
  ParamErrors refused;      // What the reader of the request already had to refuse.
};

// One request to do what a plan says.
struct ApplyRequest {
  Uuid plan;
  bool atomic = false;                // nothing where anybody was changed since
  std::optional<std::string> reason;  // instead of the one in what the plan sets
  Origin origin;
  std::optional<Idempotency> idempotency;
  ParamErrors refused;  // What the reader of the request already had to refuse.
};

}  // namespace onduty
