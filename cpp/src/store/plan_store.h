// Plans and their items (Q4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/user_state.h"
#include "onduty/instant.h"
#include "onduty/plan.h"
#include "onduty/status.h"
#include "store/connection.h"

namespace onduty::store {

struct PlanRow {
  std::int64_t id = 0;
  Uuid uuid;
  Instant created_at;
  std::string asked;  // the body of the update, as JSON
  PlanCounts counts;
  std::optional<Instant> applied_at;
  std::optional<std::int64_t> change_set_id;  // none where applying it changed nothing
  bool has_items = true;                      // they go once the plan is too old
};

// A contact that a plan changes, with what differs, as the history would have it.
struct PlannedContact {
  std::int64_t contact_id = 0;
  std::string before;
  std::string after;

  friend bool operator==(const PlannedContact&, const PlannedContact&) = default;
};

// A custom status by the name it has now.
struct CustomStatusRevision {
  std::int64_t id = 0;
  CustomStatus custom_status;
};

// An item as it is kept. Row ids instead of uuids and names.
struct PlanItemRow {
  std::int64_t user_id = 0;
  std::int64_t version = 0;
  bool available_before = false;
  bool available_after = false;
  std::optional<std::int64_t> revision_before;
  std::optional<std::int64_t> revision_after;
  std::vector<PlannedContact> contacts;
  std::optional<std::string> errors;  // JSON text
};

// What applying an item needs.
struct PlannedUser {
  std::int64_t position = 0;
  Uuid user;
  bool is_removed = false;
  std::int64_t planned_version = 0;
  domain::UserState state;  // now
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class PlanStore {
 public:
  explicit PlanStore(Connection& connection);

  std::optional<CustomStatusRevision> find_revision(std::int64_t custom_status_id);

  // Keeps a plan and its items; the row's id is not looked at. Items of plans that are too old go.
  void insert(std::int64_t account_id, const PlanRow& plan, const std::vector<PlanItemRow>& items);

  std::optional<PlanRow> find(std::int64_t account_id, const Uuid& uuid);
  // The items behind the one at `after`, at most `limit`; a negative limit is none.
  std::vector<PlanItem> items(std::int64_t plan_id, std::int64_t after, std::int64_t limit);
  std::vector<PlannedUser> planned_users(std::int64_t plan_id);  // in order of their rows
  std::vector<PlannedContact> planned_contacts(std::int64_t plan_id, std::int64_t position);

  void mark_applied(std::int64_t plan_id, Instant at, const std::optional<std::int64_t>& change_set_id);

 private:
  void delete_old_items(Instant now);
  void insert_item(std::int64_t plan_id, std::int64_t position, const PlanItemRow& item);
  std::vector<Uuid> contact_uuids(std::int64_t plan_id, std::int64_t position);

  Connection& connection_;
  Statement find_revision_;
  Statement insert_;
  Statement insert_item_;
  Statement insert_contact_;
  Statement delete_old_contacts_;
  Statement delete_old_items_;
  Statement mark_old_;
  Statement find_;
  Statement items_;
  Statement contact_uuids_;
  Statement planned_users_;
  Statement planned_contacts_;
  Statement mark_applied_;
};

}  // namespace onduty::store
