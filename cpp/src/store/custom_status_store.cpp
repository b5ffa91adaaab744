#include "store/custom_status_store.h"

#include <string>

namespace onduty::store {
namespace {

constexpr char kColumns[] = "id, uuid, name, name_folded, emoji, created_at, updated_at, destroyed_at";

}  // namespace

CustomStatusStore::CustomStatusStore(Connection& connection)
    : rows_(connection),
      accounts_(connection),
      find_(connection, std::string("SELECT ") + kColumns +
                            " FROM custom_status WHERE account_id = ?1 AND uuid = ?2 AND destroyed_at IS NULL"),
      list_(connection, std::string("SELECT ") + kColumns +
                            " FROM custom_status WHERE account_id = ?1 AND destroyed_at IS NULL"
                            " AND (created_at, uuid) > (?2, ?3) ORDER BY created_at, uuid LIMIT ?4 OFFSET ?5"),
      count_(connection,
             "SELECT count(*) FROM custom_status WHERE account_id = ?1 AND destroyed_at IS NULL"
             " AND (created_at, uuid) > (?2, ?3)"),
      key_(connection, "SELECT created_at, uuid FROM custom_status WHERE account_id = ?1 AND uuid = ?2") {}

std::optional<CustomStatusRow> CustomStatusStore::find(std::int64_t account_id, const Uuid& id) {
  Query row(find_, account_id, id);
  return row.next() ? std::optional(read_custom_status_row(row)) : std::nullopt;
}

std::vector<CustomStatusDetails> CustomStatusStore::list(std::int64_t account_id, const ListBounds& bounds) {
  std::vector<CustomStatusDetails> statuses;
  Query rows(list_, account_id, bounds.after.created_at, bounds.after.uuid, bounds.limit, bounds.skipped);
  while (rows.next()) statuses.push_back(details_of(read_custom_status_row(rows)));
  return statuses;
}

std::int64_t CustomStatusStore::count(std::int64_t account_id, const ListKey& after) {
  Query row(count_, account_id, after.created_at, after.uuid);
  return read_count(row);
}

bool CustomStatusStore::is_name_taken(std::int64_t account_id, std::string_view name_folded) {
  return rows_.find_id_by_name(account_id, name_folded).has_value();
}

std::optional<ListKey> CustomStatusStore::key_of(std::int64_t account_id, const Uuid& id) {
  Query row(key_, account_id, id);
  return read_key(row);
}

std::vector<std::pair<Uuid, domain::UserState>> CustomStatusStore::holders(std::int64_t custom_status_id) {
  return rows_.holders(custom_status_id);
}

void CustomStatusStore::create(std::int64_t account_id, const CustomStatusRow& status) {
  CustomStatusRow created = status;
  created.id = rows_.insert(account_id, status);
  rows_.add_revision(created, created.created_at);
  accounts_.raise_catalogue_version();
}

void CustomStatusStore::change(const CustomStatusRow& status) {
  rows_.update(status);
  rows_.add_revision(status, status.updated_at);
  accounts_.raise_catalogue_version();
}

void CustomStatusStore::destroy(const CustomStatusRow& status) {
  rows_.update(status);
  accounts_.raise_catalogue_version();
}

CustomStatusDetails details_of(const CustomStatusRow& status) {
  return {status.uuid, status.name, status.emoji, status.created_at, status.updated_at};
}

}  // namespace onduty::store
