#include "store/plan_store.h"

#include <utility>

#include "store/status_columns.h"

namespace onduty::store {
namespace {

constexpr char kOldPlans[] = "(SELECT id FROM plan WHERE has_items AND created_at <= ?1)";

PlanItem::Outcome outcome_of(const PlanItem& item, bool has_contacts) {
  if (item.errors) return PlanItem::Outcome::kRefused;
  const bool changes = has_contacts || item.before != item.after;
  return changes ? PlanItem::Outcome::kChange : PlanItem::Outcome::kUnchanged;
}

PlanRow read_plan(const Query& row, const Uuid& uuid) {
  PlanRow plan;
  plan.id = row->integer(0);
  plan.uuid = uuid;
  plan.created_at = row->instant(1);
  plan.asked = row->text(2);
  plan.counts = {row->integer(3), row->integer(4), row->integer(5), row->integer(6)};
  if (!row->is_null(7)) plan.applied_at = row->instant(7);
  plan.change_set_id = row->optional_integer(8);
  plan.has_items = row->integer(9) != 0;
  return plan;
}

PlannedUser read_planned(const Query& row) {
  PlannedUser user;
  user.position = row->integer(0);
  user.user = row->uuid(1);
  user.is_removed = !row->is_null(2);
  user.planned_version = row->integer(3);
  user.state.user_id = row->integer(4);
  user.state.available = row->integer(5) != 0;
  user.state.custom_status_id = row->optional_integer(6);
  user.state.available_at = row->instant(7);
  user.state.custom_status_at = row->instant(8);
  user.state.version = row->integer(9);
  return user;
}

}  // namespace

PlanStore::PlanStore(Connection& connection)
    : connection_(connection),
      find_revision_(connection,
                     "SELECT r.id, c.uuid, r.name, r.emoji FROM custom_status_revision r"
                     " JOIN custom_status c ON c.id = r.custom_status_id"
                     " WHERE r.id = (SELECT max(id) FROM custom_status_revision WHERE custom_status_id = ?1)"),
      insert_(connection,
              "INSERT INTO plan(account_id, uuid, created_at, asked, changes, unchanged, refused, contacts)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
      insert_item_(connection,
                   "INSERT INTO plan_item(plan_id, position, user_id, version, available_before, available_after,"
                   " custom_revision_before, custom_revision_after, has_contacts, errors)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      insert_contact_(connection,
                      "INSERT INTO plan_contact(plan_id, position, number, contact_id, before, after)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      delete_old_contacts_(connection, std::string("DELETE FROM plan_contact WHERE plan_id IN ") + kOldPlans),
      delete_old_items_(connection, std::string("DELETE FROM plan_item WHERE plan_id IN ") + kOldPlans),
      mark_old_(connection, "UPDATE plan SET has_items = 0 WHERE has_items AND created_at <= ?1"),
      find_(connection,
            "SELECT id, created_at, asked, changes, unchanged, refused, contacts, applied_at, change_set_id,"
            " has_items FROM plan"
            " WHERE account_id = ?1 AND uuid = ?2"),
      items_(connection,
             "SELECT i.position, u.uuid, i.available_before, bs.uuid, br.name, br.emoji,"
             " i.available_after, cs.uuid, cr.name, cr.emoji, i.has_contacts, i.errors"
             " FROM plan_item i JOIN user u ON u.id = i.user_id"
             " LEFT JOIN custom_status_revision br ON br.id = i.custom_revision_before"
             " LEFT JOIN custom_status bs ON bs.id = br.custom_status_id"
             " LEFT JOIN custom_status_revision cr ON cr.id = i.custom_revision_after"
             " LEFT JOIN custom_status cs ON cs.id = cr.custom_status_id"
             " WHERE i.plan_id = ?1 AND i.position > ?2 ORDER BY i.position LIMIT ?3"),
      contact_uuids_(connection,
                     "SELECT c.uuid FROM plan_contact p JOIN contact c ON c.id = p.contact_id"
                     " WHERE p.plan_id = ?1 AND p.position = ?2 ORDER BY p.number"),
      planned_users_(connection,
                     "SELECT i.position, u.uuid, u.removed_at, i.version,"
                     " s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
                     // The limit keeps the inner order: neighbours are read, and then written, one after the other.
                     " FROM (SELECT position, user_id, version FROM plan_item WHERE plan_id = ?1 ORDER BY user_id"
                     " LIMIT -1) i CROSS JOIN user u ON u.id = i.user_id"
                     " CROSS JOIN user_status s ON s.user_id = i.user_id"),
      planned_contacts_(connection,
                        "SELECT contact_id, before, after FROM plan_contact WHERE plan_id = ?1 AND position = ?2"
                        " ORDER BY number"),
      mark_applied_(connection, "UPDATE plan SET applied_at = ?2, change_set_id = ?3 WHERE id = ?1") {}

std::optional<CustomStatusRevision> PlanStore::find_revision(std::int64_t custom_status_id) {
  Query row(find_revision_, custom_status_id);
  if (!row.next()) return std::nullopt;
  return CustomStatusRevision{row->integer(0), {row->uuid(1), row->text(2), row->optional_text(3)}};
}

void PlanStore::delete_old_items(Instant now) {
  const std::int64_t oldest = now.ms - kPlanAgeMaxMs;
  run(delete_old_contacts_, oldest);
  run(delete_old_items_, oldest);
  run(mark_old_, oldest);
}

void PlanStore::insert(std::int64_t account_id, const PlanRow& plan, const std::vector<PlanItemRow>& items) {
  delete_old_items(plan.created_at);
  const PlanCounts& counts = plan.counts;
  run(insert_, account_id, plan.uuid, plan.created_at, plan.asked, counts.change, counts.unchanged, counts.refused,
      counts.contacts);
  const std::int64_t plan_id = connection_.last_insert_id();
  std::int64_t position = 0;
  for (const PlanItemRow& item : items) insert_item(plan_id, ++position, item);
}

void PlanStore::insert_item(std::int64_t plan_id, std::int64_t position, const PlanItemRow& item) {
  run(insert_item_, plan_id, position, item.user_id, item.version, item.available_before, item.available_after,
      item.revision_before, item.revision_after, !item.contacts.empty(), item.errors);
  std::int64_t number = 0;
  for (const PlannedContact& contact : item.contacts) {
    run(insert_contact_, plan_id, position, ++number, contact.contact_id, contact.before, contact.after);
  }
}

std::optional<PlanRow> PlanStore::find(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_, account_id, uuid);
  return row.next() ? std::optional(read_plan(row, uuid)) : std::nullopt;
}

std::vector<PlanItem> PlanStore::items(std::int64_t plan_id, std::int64_t after, std::int64_t limit) {
  std::vector<PlanItem> items;
  for (Query row(items_, plan_id, after, limit); row.next();) {
    PlanItem item;
    item.user = row->uuid(1);
    item.before = read_recorded(row, 2);
    item.after = read_recorded(row, 6);
    item.errors = row->optional_text(11);
    const bool has_contacts = row->integer(10) != 0;
    item.outcome = outcome_of(item, has_contacts);
    if (has_contacts) item.contacts = contact_uuids(plan_id, row->integer(0));
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<Uuid> PlanStore::contact_uuids(std::int64_t plan_id, std::int64_t position) {
  std::vector<Uuid> uuids;
  for (Query row(contact_uuids_, plan_id, position); row.next();) uuids.push_back(row->uuid(0));
  return uuids;
}

std::vector<PlannedUser> PlanStore::planned_users(std::int64_t plan_id) {
  std::vector<PlannedUser> users;
  for (Query row(planned_users_, plan_id); row.next();) users.push_back(read_planned(row));
  return users;
}

std::vector<PlannedContact> PlanStore::planned_contacts(std::int64_t plan_id, std::int64_t position) {
  std::vector<PlannedContact> contacts;
  for (Query row(planned_contacts_, plan_id, position); row.next();) {
    contacts.push_back({row->integer(0), row->text(1), row->text(2)});
  }
  return contacts;
}

void PlanStore::mark_applied(std::int64_t plan_id, Instant at, const std::optional<std::int64_t>& change_set_id) {
  run(mark_applied_, plan_id, at, change_set_id);
}

}  // namespace onduty::store
